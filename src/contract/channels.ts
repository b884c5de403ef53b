import * as v from 'valibot';
import type { View } from '#domain/shared/view.ts';
import { Instant } from './instant.ts';

const Text = v.object({ en: v.string(), 'zh-CN': v.string() });

export const ChannelFieldSchema = v.object({
	name: v.string(),
	group: v.pipe(v.string(), v.description('To which of the groups it belongs.')),
	label: Text,
	hint: Text,
	secret: v.pipe(v.boolean(), v.description('Stored encrypted, and never given back.')),
	required: v.boolean(),
	wrong: v.pipe(Text, v.description('What a value has to look like.')),
	options: v.array(v.object({ value: v.string(), label: Text })),
	value: v.pipe(v.nullable(v.string()), v.description('null: not set, or a secret.')),
	isSet: v.boolean()
});

export const ChannelSchema = v.object({
	kind: v.string(),
	name: Text,
	intro: Text,
	isConnected: v.boolean(),
	isReadable: v.pipe(
		v.boolean(),
		v.description('false: the installation has another secret now, and its secrets must be entered again.')
	),
	can: v.object({
		openPage: v.boolean(),
		messagePerson: v.boolean(),
		receivePush: v.boolean(),
		knowPerson: v.boolean()
	}),
	hookUrl: v.pipe(v.nullable(v.string()), v.description('Where the platform pushes to; there once it is connected.')),
	lastPushAt: v.nullable(Instant),
	canCheck: v.boolean(),
	checkedAt: v.nullable(Instant),
	pausedUntil: v.pipe(v.nullable(Instant), v.description('The platform wants to be left alone until then.')),
	missing: v.pipe(
		v.array(
			v.picklist([
				...(['code', 'menu', 'customer', 'template', 'entry', 'share', 'mini_code', 'mini_link'] as const),
				...(['notice', 'once', 'mini_notice'] as const)
			])
		),
		v.description('Rights that the account turned out to lack; what takes them falls back to the plain link.')
	),
	groups: v.pipe(
		v.array(v.object({ id: v.string(), title: Text, text: Text, canWait: v.boolean() })),
		v.description('Fields that belong together, in the order in which they are filled in.')
	),
	fields: v.array(ChannelFieldSchema),
	warnings: v.pipe(v.array(Text), v.description('What is unwise about the settings.')),
	steps: v.array(v.object({ id: v.string(), title: Text, text: Text, isDone: v.boolean() })),
	limits: v.pipe(
		v.array(
			v.object({
				id: v.string(),
				label: Text,
				left: v.number(),
				of: v.nullable(v.number()),
				people: v.pipe(v.nullable(v.number()), v.description('Whom they may be sent to.')),
				saidAt: v.pipe(v.nullable(Instant), v.description('When the platform said so; null: as counted here.'))
			})
		),
		v.description(
			'What the platform lets this account do, and what is left of it; at nothing it is not asked any more.'
		)
	),
	untried: v.pipe(v.array(Text), v.description('What was never tried on a real account.'))
});
export type ChannelView = View<typeof ChannelSchema>;

export const ChannelLogSchema = v.object({
	code: v.string(),
	detail: v.string(),
	times: v.pipe(v.number(), v.description('Within that hour.')),
	firstAt: Instant,
	lastAt: Instant
});
export type ChannelLogView = View<typeof ChannelLogSchema>;

export const ChannelCodeSchema = v.object({
	picture: v.pipe(v.nullable(v.string()), v.description('Where the picture of the code is.')),
	menu: v.pipe(
		v.nullable(v.string()),
		v.description('For the menu of a WeChat account: it tells who comes, where the workspace wants to know.')
	),
	page: v.pipe(v.string(), v.description('The survey’s page, which is always there.'))
});
export type ChannelCodeView = View<typeof ChannelCodeSchema>;

export const ChannelMessageSchema = v.object({
	id: v.string(),
	state: v.pipe(
		v.picklist(['waiting', 'sending', 'sent', 'arrived', 'failed', 'unknown']),
		v.description('`unknown`: sent, and no answer came; it is never sent again.')
	),
	code: v.pipe(v.nullable(v.string()), v.description('Why it failed, or is unknown.')),
	createdAt: Instant,
	settledAt: v.nullable(Instant)
});
export type ChannelMessageView = View<typeof ChannelMessageSchema>;
