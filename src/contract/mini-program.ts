import * as v from 'valibot';
import type { View } from '#domain/shared/view.ts';
import { Instant } from './instant.ts';

/** Why there is no code, or no link, into a survey by the mini program; the survey's page takes its place. */
export const miniLacks = [
	'channel_absent',
	'channel_unreadable',
	'mini_absent',
	'mini_scene',
	'mini_code',
	'mini_link',
	'mini_page',
	'mini_refused',
	'mini_later'
] as const;
export type MiniLack = (typeof miniLacks)[number];

const Missing = v.pipe(v.nullable(v.picklist(miniLacks)), v.description('Why it is not there.'));

export const MiniProgramSchema = v.object({
	page: v.pipe(v.nullable(v.string()), v.description('What opens in the mini program.')),
	code: v.object({
		picture: v.pipe(v.nullable(v.string()), v.description('The round code, as a `data:` address of a JPEG or PNG.')),
		lack: Missing
	}),
	link: v.object({
		url: v.nullable(v.string()),
		endsAt: v.pipe(
			v.nullable(Instant),
			v.description('WeChat’s links end after 30 days; it is renewed a week before.')
		),
		lack: Missing
	}),
	plain: v.pipe(v.string(), v.description('The survey’s page, which is always there.'))
});
export type MiniProgramView = View<typeof MiniProgramSchema>;
