import { heatmapQuery, HeatmapSchema } from '#contract/heatmap.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'Journeys × scenes with their numbers', 'zh-CN': '旅程 × 场景热力图' },
	description: {
		en: 'The last 30 days against the 30 before, unless another window is given; `compare=year` measures changes against the same days a year ago. All numbers are judged as one family.',
		'zh-CN': '未指定时间时为最近 30 天，并与之前 30 天比较；`compare=year` 与去年同期比较。所有数值作为一个整体判断。'
	},
	permission: 'result.view',
	query: heatmapQuery,
	status: 200,
	response: HeatmapSchema,
	handler: ({ app, actor, query }) => app.results.heatmap(actor, query)
});
