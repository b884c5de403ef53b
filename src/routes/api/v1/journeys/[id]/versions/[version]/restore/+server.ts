import { versionParams } from '#contract/versions.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const POST = endpoint({
	summary: { en: 'Go back to a version', 'zh-CN': '恢复到某个版本' },
	description: {
		en: 'An edit like any other: open boards show it at once. What the map was before is kept as a version.',
		'zh-CN': '与普通修改一样，已打开的旅程图立即更新；恢复前的内容会另存为一个版本。'
	},
	permission: 'journey.edit',
	params: versionParams,
	status: 204,
	handler: ({ app, actor, params }) => app.versions.restore(actor, params.id, params.version)
});
