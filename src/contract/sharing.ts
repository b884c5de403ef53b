import * as v from 'valibot';
import { metricIds } from '#domain/metrics/index.ts';
import { locales } from '#domain/shared/locale.ts';
import type { View } from '#domain/shared/view.ts';
import { channelNames, comparisons, periods } from '#domain/survey/index.ts';
import { Instant } from './instant.ts';

const maybe = <S extends v.GenericSchema>(schema: S) => v.optional(v.nullable(schema));

export const ShareLinkSchema = v.object({
	id: v.string(),
	name: v.pipe(v.nullable(v.string()), v.description('For whom, or for what, it is.')),
	shown: v.object({
		view: v.optional(v.picklist(['journeys', 'departments'])),
		period: v.optional(v.picklist(periods)),
		from: maybe(v.string()),
		to: maybe(v.string()),
		compare: v.optional(v.picklist(comparisons)),
		metric: maybe(v.picklist(metricIds)),
		channel: maybe(v.picklist(channelNames)),
		language: maybe(v.picklist(locales)),
		place: maybe(v.string()),
		department: maybe(v.string()),
		journeys: maybe(v.array(v.string())),
		seconds: v.number()
	}),
	hasPassword: v.boolean(),
	createdBy: v.string(),
	createdByName: v.pipe(v.nullable(v.string()), v.description('null: they have left.')),
	createdAt: Instant,
	expiresAt: v.nullable(Instant),
	lastOpenedAt: v.pipe(v.nullable(Instant), v.description('To the minute.')),
	status: v.pipe(
		v.picklist(['open', 'expired', 'suspended']),
		v.description('`suspended`: whoever made it has left, or may not share any more.')
	)
});
export type ShareLinkView = View<typeof ShareLinkSchema>;

export const NewShareLinkSchema = v.object({
	id: v.string(),
	token: v.string(),
	url: v.pipe(v.string(), v.description('Shown this once.'))
});
