import { idParams } from '#contract/id.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const DELETE = endpoint({
	summary: { en: 'Delete an answer', 'zh-CN': '删除一份答卷' },
	description: {
		en: 'It is taken out of every number, and open boards show that at once. Sent again under its `id` it stays out (`duplicate`). Its customer stays known.',
		'zh-CN':
			'该答卷同时从所有数字中扣除，已打开的旅程图立即更新。以同一 `id` 重复提交不会恢复（返回 `duplicate`）。其客户仍保留。'
	},
	permission: 'response.delete',
	params: idParams,
	status: 204,
	handler: ({ app, actor, params }) => app.responses.remove(actor, params.id)
});
