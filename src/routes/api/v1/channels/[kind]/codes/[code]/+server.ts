import * as v from 'valibot';
import { ChannelCodeSchema } from '#contract/channels.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'The platform’s own code to a survey', 'zh-CN': '平台自有的问卷二维码' },
	description: {
		en: 'For a collector of the channel `wecom`: the picture by which customers add a member and are greeted with the survey. It is made when it is first asked for. null where the platform makes none: hand out the page. For `wechat`: the address for the account’s menu.',
		'zh-CN':
			'用于渠道为 `wecom` 的投放：客户扫描此图片添加成员，并随欢迎语收到问卷。首次请求时生成。平台无法生成时为 null，请使用页面链接。渠道为 `wechat` 时返回用于公众号菜单的地址。'
	},
	permission: 'channel.manage',
	params: v.strictObject({
		kind: v.pipe(v.string(), v.maxLength(40)),
		code: v.pipe(v.string(), v.maxLength(64))
	}),
	status: 200,
	response: ChannelCodeSchema,
	handler: ({ app, actor, params }) => app.channels.code(actor, params.kind, params.code)
});
