import { DepartmentRenameInput } from '#domain/access/inputs.ts';
import { idParams } from '#contract/id.ts';
import { DepartmentSchema } from '#contract/identity.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const PATCH = endpoint({
	summary: { en: 'Rename a department', 'zh-CN': '重命名部门' },
	permission: 'department.manage',
	params: idParams,
	body: DepartmentRenameInput,
	status: 200,
	response: DepartmentSchema,
	handler: ({ app, actor, params, body }) => app.workspaces.renameDepartment(actor, params.id, body)
});

export const DELETE = endpoint({
	summary: { en: 'Delete a department', 'zh-CN': '删除部门' },
	description: {
		en: 'Sub-departments move up one level; its people stay, without a department.',
		'zh-CN': '下级部门上移一级；成员保留，不再属于任何部门。'
	},
	permission: 'department.manage',
	params: idParams,
	status: 204,
	handler: ({ app, actor, params }) => app.workspaces.deleteDepartment(actor, params.id)
});
