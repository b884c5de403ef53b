import { idParams } from '#contract/id.ts';
import { linesQuery, LinesSchema } from '#contract/results.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'Touchpoints of a map, week by week', 'zh-CN': '旅程图上各触点的每周数值' },
	description: {
		en: 'The values of the small lines on the cards, for at most a hundred touchpoints at once: by week, by day in windows of less than three weeks, by month in windows of more than two years.',
		'zh-CN': '卡片上小趋势线的数值，每次最多一百个触点：按周；少于三周按日，超过两年按月。'
	},
	permission: 'result.view',
	params: idParams,
	query: linesQuery,
	status: 200,
	response: LinesSchema,
	handler: ({ app, actor, params, query }) => app.results.lines(actor, params.id, query)
});
