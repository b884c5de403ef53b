import * as v from 'valibot';
import { ChannelSchema } from '#contract/channels.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const POST = endpoint({
	summary: { en: 'Ask a platform whether it answers', 'zh-CN': '检查渠道平台能否响应' },
	description: {
		en: 'What it says stands in the steps. Rights that were found missing, and a pause, are forgotten and found out again.',
		'zh-CN': '结果见配置步骤。此前记录的缺失权限和暂停会清除，并在使用时重新判断。'
	},
	permission: 'channel.manage',
	params: v.strictObject({ kind: v.pipe(v.string(), v.maxLength(40)) }),
	status: 200,
	response: ChannelSchema,
	handler: ({ app, actor, params }) => app.channels.check(actor, params.kind)
});
