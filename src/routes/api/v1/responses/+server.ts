import { RecordedSchema, RecordResponse, responseQuery, ResponseSchema } from '#contract/responses.ts';
import { pageOf } from '#contract/page.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'Answers, newest first', 'zh-CN': '答卷列表（最新在前）' },
	permission: 'response.view',
	query: responseQuery,
	status: 200,
	response: pageOf(ResponseSchema),
	handler: ({ app, actor, query }) => app.responses.list(actor, query)
});

export const POST = endpoint({
	summary: { en: 'Record an answer', 'zh-CN': '记录一份答卷' },
	description: {
		en: 'With an `id` of your own, sending it again counts once. The same id with another answer is a conflict.',
		'zh-CN': '自带 `id` 时重复发送只计一次；同一 `id` 换了内容则为冲突。'
	},
	permission: 'response.import',
	body: RecordResponse,
	status: 201,
	response: RecordedSchema,
	handler: ({ app, actor, body }) => app.responses.record(actor, body)
});
