import { CorrectResponse, ResponseDetailSchema } from '#contract/response-desk.ts';
import { idParams } from '#contract/id.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

export const POST = endpoint({
	summary: { en: 'Correct an answer', 'zh-CN': '更正一份答卷' },
	description: {
		en: 'All answers as they are to be, checked against the version that was answered. Logged with who, when, before, after and why; the numbers follow.',
		'zh-CN': '提交更正后的全部答案，按当时作答的问卷版本校验；记录操作人、时间、更正前后内容与原因，统计数字随之更新。'
	},
	permission: 'response.judge',
	params: idParams,
	body: CorrectResponse,
	status: 200,
	response: ResponseDetailSchema,
	handler: ({ app, actor, params, body }) => app.responseDesk.correct(actor, params.id, body, getLocale())
});
