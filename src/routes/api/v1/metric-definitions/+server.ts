import { DictionarySchema } from '#contract/metric-dictionary.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'What every number means', 'zh-CN': '各项指标的含义' },
	description: {
		en: 'One entry a locked definition in use: question, scale, n, source, targets, owners, what changed, and which falls are seen at which n. The page of it is /metrics.',
		'zh-CN':
			'每个使用中的锁定定义一条：题目、量表、样本量、来源、目标、负责人、变更记录，以及多大样本能看出多大的下降。对应页面为 /metrics。'
	},
	permission: 'result.view',
	status: 200,
	response: DictionarySchema,
	handler: ({ app, actor }) => app.results.dictionary(actor)
});
