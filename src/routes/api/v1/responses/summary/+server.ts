import { ResponsesSummarySchema, sumUpQuery } from '#contract/response-desk.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: {
		en: 'How many answers, and what marked ones do to the numbers',
		'zh-CN': '答卷数量，以及可疑答卷对数字的影响'
	},
	description: {
		en: 'Every series with and without the answers that are marked; the same filters as the list.',
		'zh-CN': '每个指标系列分别给出包含与不包含可疑答卷的数值；筛选条件与列表相同。'
	},
	permission: 'response.view',
	query: sumUpQuery,
	status: 200,
	response: ResponsesSummarySchema,
	handler: ({ app, actor, query }) => app.responseDesk.summary(actor, query)
});
