import { WorkspaceUpdateInput } from '#domain/access/inputs.ts';
import { WorkspaceSchema } from '#contract/identity.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'The workspace', 'zh-CN': '查看企业空间' },
	permission: 'workspace.view',
	status: 200,
	response: WorkspaceSchema,
	handler: ({ app, actor }) => app.workspaces.get(actor)
});

export const PATCH = endpoint({
	summary: { en: 'Change name, time zone or thresholds', 'zh-CN': '修改名称、时区或阈值' },
	permission: 'workspace.configure',
	body: WorkspaceUpdateInput,
	status: 200,
	response: WorkspaceSchema,
	handler: ({ app, actor, body }) => app.workspaces.update(actor, body)
});
