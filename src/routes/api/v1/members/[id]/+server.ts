import { MemberUpdateInput } from '#domain/access/inputs.ts';
import { idParams } from '#lib/api/schemas/id.ts';
import { MemberSchema } from '#lib/api/schemas/identity.ts';
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
		en: 'Ends their access at once: sessions, API tokens and open boards.',
		'zh-CN': '立即终止其访问：会话、API 令牌和已打开的旅程图。'
	},
	permission: 'member.manage',
	params: idParams,
	status: 204,
	handler: ({ app, actor, params }) => app.members.remove(actor, params.id)
});
