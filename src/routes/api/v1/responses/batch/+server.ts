import { BATCH_BODY_LIMIT, BatchInput, BatchSchema } from '#contract/responses.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const POST = endpoint({
	summary: { en: 'Record up to 1,000 answers', 'zh-CN': '批量记录答卷（最多 1,000 份）' },
	description: {
		en: 'Each row is answered on its own; rows with an `id` can be sent again without counting twice.',
		'zh-CN': '逐行返回结果；带 `id` 的行可以重复发送而不会重复计数。'
	},
	permission: 'response.import',
	body: BatchInput,
	rows: 'responses',
	bodyLimit: BATCH_BODY_LIMIT,
	status: 200,
	response: BatchSchema,
	handler: ({ app, actor, body }) => app.responses.recordBatch(actor, body.responses)
});
