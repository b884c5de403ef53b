import * as v from 'valibot';
import { DepartmentInput } from '#domain/access/inputs.ts';
import { DepartmentSchema } from '#contract/identity.ts';
import { pageOf, wholeQuery } from '#contract/page.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { onePage } from '#lib/api/server/one-page.ts';

export const GET = endpoint({
	summary: { en: 'Departments', 'zh-CN': '部门列表' },
	permission: 'workspace.view',
	query: v.strictObject(wholeQuery),
	status: 200,
	response: pageOf(DepartmentSchema),
	handler: async ({ app, actor, query }) =>
		onePage(await app.workspaces.listDepartments(actor), query, (department) => department.id)
});

export const POST = endpoint({
	summary: { en: 'Add a department', 'zh-CN': '新增部门' },
	permission: 'department.manage',
	body: DepartmentInput,
	status: 201,
	response: DepartmentSchema,
	handler: ({ app, actor, body }) => app.workspaces.createDepartment(actor, body)
});
