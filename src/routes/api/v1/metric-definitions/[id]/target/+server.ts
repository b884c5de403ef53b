import { TargetInput } from '#domain/metrics/index.ts';
import { idParams } from '#contract/id.ts';
import { TargetsSchema } from '#contract/results.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'The target of a series, and those before it', 'zh-CN': '某一指标序列的目标及其历史' },
	permission: 'result.view',
	params: idParams,
	status: 200,
	response: TargetsSchema,
	handler: ({ app, actor, params }) => app.targets.get(actor, params.id)
});

export const PATCH = endpoint({
	summary: { en: 'Set the target of a series', 'zh-CN': '设定某一指标序列的目标' },
	description: {
		en: 'Holds wherever the same question is asked. The series goes on: a target is what is wanted of a number, not what it means.',
		'zh-CN': '凡使用同一问题之处均生效。序列不会中断：目标只是对数值的期望，不改变数值的含义。'
	},
	permission: 'target.edit',
	params: idParams,
	body: TargetInput,
	status: 200,
	response: TargetsSchema,
	handler: ({ app, actor, params, body }) => app.targets.set(actor, params.id, body)
});
