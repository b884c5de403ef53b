import { idParams } from '#contract/id.ts';
import { ShareLinkSchema } from '#contract/sharing.ts';
import { ShareLinkUpdateInput } from '#domain/sharing/inputs.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const PATCH = endpoint({
	summary: { en: 'Change a link’s name, password or expiry', 'zh-CN': '修改分享链接的名称、密码或有效期' },
	description: {
		en: 'With another password, whoever gave the old one is asked again.',
		'zh-CN': '修改密码后，已输入旧密码者需重新输入。'
	},
	permission: 'share.manage',
	params: idParams,
	body: ShareLinkUpdateInput,
	status: 200,
	response: ShareLinkSchema,
	handler: ({ app, actor, params, body }) => app.shareLinks.change(actor, params.id, body)
});

export const DELETE = endpoint({
	summary: { en: 'Withdraw a link', 'zh-CN': '撤回分享链接' },
	description: { en: 'At once, for pages that are open too.', 'zh-CN': '立即生效，已打开的页面也会关闭。' },
	permission: 'share.manage',
	params: idParams,
	status: 204,
	handler: ({ app, actor, params }) => app.shareLinks.withdraw(actor, params.id)
});
