import { DepartmentInput } from '#domain/access/inputs.ts';
import { DepartmentSchema } from '#lib/api/schemas/identity.ts';
import { pageOf, whole } from '#lib/api/schemas/page.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'Departments', 'zh-CN': '部门列表' },
	permission: 'workspace.view',
	status: 200,
	response: pageOf(DepartmentSchema),
	handler: async ({ app, actor }) => whole(await app.workspaces.listDepartments(actor))
});

export const POST = endpoint({
	summary: { en: 'Add a department', 'zh-CN': '新增部门' },
	permission: 'department.manage',
	body: DepartmentInput,
	status: 201,
	response: DepartmentSchema,
	handler: ({ app, actor, body }) => app.workspaces.createDepartment(actor, body)
});
