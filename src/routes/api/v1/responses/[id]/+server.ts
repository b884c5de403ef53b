import { idParams } from '#contract/id.ts';
import { ResponseDetailSchema } from '#contract/response-desk.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

export const GET = endpoint({
	summary: { en: 'An answer, whole', 'zh-CN': '一份完整答卷' },
	description: {
		en: 'By question, with its marks, tags and corrections, and who gave it where that is known.',
		'zh-CN': '按题目列出，含标记、标签、更正记录，以及（已知时）作答的客户。'
	},
	permission: 'response.view',
	params: idParams,
	status: 200,
	response: ResponseDetailSchema,
	handler: ({ app, actor, params }) => app.responseDesk.find(actor, params.id, getLocale())
});

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
