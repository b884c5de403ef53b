import { placesQuery, PlacesSchema } from '#contract/places.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'Places side by side: league table, control limits, trends', 'zh-CN': '地点对比：排名、控制限与趋势' },
	description: {
		en: 'Places are what codes are named after. The last 30 days, unless another window is given; without `metric` the one with most answers at places. Ranks go by an estimate that is drawn towards the mean the more the fewer answers a place has; below the workspace’s minimum nobody is ranked.',
		'zh-CN':
			'地点即收集码的名称。未指定时间时为最近 30 天；未指定 `metric` 时为各地点答卷最多的指标。排名依据收缩估计：答卷越少，越靠近均值；低于工作区最小样本量的地点不参与排名。'
	},
	permission: 'result.view',
	query: placesQuery,
	status: 200,
	response: PlacesSchema,
	handler: ({ app, actor, query }) => app.results.places(actor, query)
});
