import * as v from 'valibot';
import { consentWays } from './rounds.ts';

/** What an administrator types for an account on a platform: forms, API and OpenAPI share it. Which fields there are the channel says. */
export const ChannelInput = v.strictObject({
	settings: v.pipe(
		v.record(v.pipe(v.string(), v.regex(/^[a-z][A-Za-z]{0,39}$/)), v.pipe(v.string(), v.trim(), v.maxLength(500))),
		v.description(
			'By the name of the field. What is left out stays as it is; an empty text takes a field out that may be empty. Secrets are never given back.'
		)
	)
});

const Line = (most: number) =>
	v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most), v.regex(/^[^\p{Cc}]*$/u));

/** A survey for one person, after something that was done for them, or because they agreed to it. */
export const TemplateMessageInput = v.strictObject({
	way: v.pipe(
		v.optional(v.picklist(['template', ...consentWays]), 'template'),
		v.description(
			'`template`: to followers. Subscription messages, to whoever agreed: `notice` (订阅通知), `once` (一次性订阅消息; its fields are `title` and `content`), `mini` (of the mini program; the openid is that of the mini program).'
		)
	),
	key: v.pipe(
		v.string(),
		v.regex(/^[\w.:-]{1,80}$/),
		v.description('Of what it follows from, as the number of an order: for the same nothing is sent twice.')
	),
	collectorCode: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
	openid: v.pipe(v.string(), v.regex(/^[\w-]{6,64}$/)),
	templateId: v.pipe(v.string(), v.regex(/^[\w-]{6,80}$/)),
	occasion: v.pipe(Line(200), v.description('What was done for the person. Kept encrypted, for thirty days.')),
	data: v.pipe(
		v.record(v.pipe(v.string(), v.regex(/^[a-z_]{1,30}\d{0,3}$/)), Line(200)),
		v.description(
			'By the names of the template’s fields; what each kind of field may hold is checked before it is sent.'
		)
	)
});
