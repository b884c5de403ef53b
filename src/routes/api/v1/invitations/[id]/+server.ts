import { idParams } from '#contract/id.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const DELETE = endpoint({
	summary: { en: 'Withdraw an invitation', 'zh-CN': '撤回邀请' },
	permission: 'member.manage',
	params: idParams,
	status: 204,
	handler: ({ app, actor, params }) => app.invitations.revoke(actor, params.id)
});
