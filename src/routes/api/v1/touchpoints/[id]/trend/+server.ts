import { idParams } from '#contract/id.ts';
import { trendQuery, TrendSchema } from '#contract/results.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'One series of a touchpoint, day by day', 'zh-CN': '触点某一指标的每日趋势' },
	permission: 'result.view',
	params: idParams,
	query: trendQuery,
	status: 200,
	response: TrendSchema,
	handler: ({ app, actor, params, query: { definition, ...window } }) =>
		app.results.trend(actor, params.id, definition, window)
});
