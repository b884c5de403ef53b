import { idParams } from '#contract/id.ts';
import { resultsQuery, ResultsSchema } from '#contract/results.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'The numbers on the map', 'zh-CN': '旅程图上的数据' },
	description: {
		en: 'The last 30 days against the 30 before, unless `from` and `to` are given. Scenes and the journey add up their touchpoints per definition.',
		'zh-CN': '未指定 `from`、`to` 时为最近 30 天，并与之前 30 天比较。场景与旅程按指标定义累加各触点。'
	},
	permission: 'result.view',
	params: idParams,
	query: resultsQuery,
	status: 200,
	response: ResultsSchema,
	handler: ({ app, actor, params, query }) => app.results.forJourney(actor, params.id, query)
});
