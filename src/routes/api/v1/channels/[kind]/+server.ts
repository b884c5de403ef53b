import * as v from 'valibot';
import { ChannelSchema } from '#contract/channels.ts';
import { ChannelInput } from '#domain/channels/inputs.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

const params = v.strictObject({ kind: v.pipe(v.string(), v.maxLength(40)) });

export const GET = endpoint({
	summary: { en: 'One platform and the account on it', 'zh-CN': '查看一个渠道平台' },
	permission: 'channel.manage',
	params,
	status: 200,
	response: ChannelSchema,
	handler: ({ app, actor, params }) => app.channels.get(actor, params.kind)
});

export const PUT = endpoint({
	summary: { en: 'Connect a platform, or change its settings', 'zh-CN': '接入渠道平台或修改其设置' },
	description: {
		en: 'Settings that are left out stay. Secrets are stored encrypted, under a key that is neither in the database nor in its backups.',
		'zh-CN': '未提供的设置保持不变。密钥加密存储，加密所用的钥匙不在数据库及其备份中。'
	},
	permission: 'channel.manage',
	params,
	body: ChannelInput,
	status: 200,
	response: ChannelSchema,
	handler: ({ app, actor, params, body }) => app.channels.put(actor, params.kind, body)
});

export const DELETE = endpoint({
	summary: { en: 'Disconnect a platform', 'zh-CN': '断开渠道平台' },
	description: {
		en: 'Its secrets are forgotten, with what it pushed and whom it told us of. Answers stay.',
		'zh-CN': '其密钥、推送记录和相关人员信息一并删除。回答保留。'
	},
	permission: 'channel.manage',
	params,
	status: 204,
	handler: ({ app, actor, params }) => app.channels.remove(actor, params.kind)
});
