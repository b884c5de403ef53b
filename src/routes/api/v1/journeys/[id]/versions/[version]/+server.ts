import { versionParams } from '#contract/versions.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const DELETE = endpoint({
	summary: { en: 'Remove a named version', 'zh-CN': '删除命名版本' },
	description: {
		en: 'The map stays as it is. Versions without a name go by themselves in time.',
		'zh-CN': '旅程图不受影响。未命名的版本会随时间自动清理。'
	},
	permission: 'journey.edit',
	params: versionParams,
	status: 204,
	handler: ({ app, actor, params }) => app.versions.remove(actor, params.id, params.version)
});
