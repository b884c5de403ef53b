import { idParams } from '#contract/id.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const DELETE = endpoint({
	summary: { en: 'Delete a view of the answers', 'zh-CN': '删除答卷视图' },
	permission: 'response.organise',
	params: idParams,
	status: 204,
	handler: ({ app, actor, params }) => app.responseDesk.deleteView(actor, params.id)
});
