import * as v from 'valibot';
import { DecideMarked } from '#domain/survey/index.ts';
import { idParams } from '#contract/id.ts';
import { MarkedSchema, markedQuery } from '#contract/responses.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'Answers that may not be a person’s', 'zh-CN': '可疑的答复' },
	description: {
		en: 'They are kept with the reason and left out of the numbers until somebody takes them back in. Each measure comes with and without them.',
		'zh-CN': '系统会保留这些答复并注明原因，在有人恢复之前不计入结果。每项指标都给出包含与不包含这些答复的数值。'
	},
	permission: 'response.view',
	params: idParams,
	query: markedQuery,
	status: 200,
	response: MarkedSchema,
	handler: ({ app, actor, params, query }) => app.marks.list(actor, params.id, query)
});

export const POST = endpoint({
	summary: { en: 'Leave marked answers out, or take them back in', 'zh-CN': '排除或恢复可疑答复' },
	description: {
		en: 'Those in `ids`, or all of the touchpoint in the days given. Repeating it changes nothing.',
		'zh-CN': '处理 `ids` 中的答复；未给出时处理该触点所选日期内的全部可疑答复。重复调用不会再次改变结果。'
	},
	permission: 'response.judge',
	params: idParams,
	body: DecideMarked,
	status: 200,
	response: v.object({ changed: v.number() }),
	handler: ({ app, actor, params, body }) => app.marks.decide(actor, params.id, body)
});
