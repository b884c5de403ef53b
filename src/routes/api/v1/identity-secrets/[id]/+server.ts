import { idParams } from '#contract/id.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const DELETE = endpoint({
	summary: { en: 'Delete a secret of websites', 'zh-CN': '删除网站客户身份密钥' },
	description: {
		en: 'What was signed with it proves nothing from now on.',
		'zh-CN': '用它签名的内容立即失效。'
	},
	permission: 'channel.manage',
	params: idParams,
	status: 204,
	handler: ({ app, actor, params }) => app.knownCustomers.deleteSecret(actor, params.id)
});
