import { MemberUpdateInput } from '#domain/access/inputs.ts';
import { idParams } from '#contract/id.ts';
import { MemberSchema, removeMemberQuery } from '#contract/identity.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const PATCH = endpoint({
	summary: { en: 'Change a member’s role or department', 'zh-CN': '修改成员的角色或部门' },
	permission: 'member.manage',
	params: idParams,
	body: MemberUpdateInput,
	status: 200,
	response: MemberSchema,
	handler: ({ app, actor, params, body }) => app.members.update(actor, params.id, body)
});

export const DELETE = endpoint({
	summary: { en: 'Remove a member', 'zh-CN': '移除成员' },
	description: {
		en: 'Ends their access at once: sessions, API tokens and open boards. `withdrawLinks=true` also ends every open invitation link for several people, by which they could come back under another address.',
		'zh-CN':
			'立即终止其访问：会话、API 令牌和已打开的旅程图。`withdrawLinks=true` 同时撤回所有仍有效的多人邀请链接，以免对方用其他邮箱再次加入。'
	},
	permission: 'member.manage',
	params: idParams,
	query: removeMemberQuery,
	status: 204,
	handler: ({ app, actor, params, query }) =>
		app.members.remove(actor, params.id, { withdrawLinks: query.withdrawLinks === 'true' })
});
