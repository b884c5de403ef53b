import * as v from 'valibot';
import { ChannelMessageSchema } from '#contract/channels.ts';
import { TemplateMessageInput } from '#domain/channels/inputs.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const POST = endpoint({
	summary: { en: 'Send a survey to a follower by a template message', 'zh-CN': '通过模板消息向关注者发送问卷' },
	description: {
		en: 'After something that was done for this person; mailings to many are against WeChat’s rules and cost the account. For one key one message is sent: asked again it says what became of it, and tries again only what WeChat never took (`failed`). `unknown`: it may have arrived, and is settled when WeChat reports it. 429: nothing was sent, the same key may be tried later.',
		'zh-CN':
			'仅用于对该客户的一次服务之后；群发违反微信规则，可能导致封号。同一 key 只发送一条，再次请求返回其结果；仅当微信未接受（`failed`）时才会重试。`unknown`：可能已送达，待微信回执后确定。429：尚未发送，可稍后以同一 key 重试。'
	},
	permission: 'channel.manage',
	params: v.strictObject({ kind: v.pipe(v.string(), v.maxLength(40)) }),
	body: TemplateMessageInput,
	status: 200,
	response: ChannelMessageSchema,
	handler: ({ app, actor, params, body }) => app.channels.sendTemplate(actor, params.kind, body)
});
