import * as v from 'valibot';
import { ChannelLogSchema } from '#contract/channels.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'What went wrong with a platform', 'zh-CN': '渠道平台的问题记录' },
	description: {
		en: 'Newest first, of thirty days; the same within an hour is one line that counts.',
		'zh-CN': '最近三十天，最新的在前；同一小时内的相同问题合并为一行并计数。'
	},
	permission: 'channel.manage',
	params: v.strictObject({ kind: v.pipe(v.string(), v.maxLength(40)) }),
	status: 200,
	response: v.object({ items: v.array(ChannelLogSchema) }),
	handler: async ({ app, actor, params }) => ({ items: await app.channels.log(actor, params.kind) })
});
