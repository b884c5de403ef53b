import { PlaceOwnersSchema, placesQuery, PlacesSchema } from '#contract/places.ts';
import { ChangePlace } from '#domain/survey/index.ts';
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

export const PATCH = endpoint({
	summary: { en: 'Who answers for a place', 'zh-CN': '指定地点的负责人' },
	description: {
		en: 'All codes that are named `name` – of whatever survey and touchpoint – get this owner, an e-mail address; null takes it away. Nobody with it need have an account yet.',
		'zh-CN': '名称为 `name` 的所有收集码（不论问卷和触点）都改为此负责人（邮箱）；null 表示清除。对方不必已有账号。'
	},
	permission: 'collector.edit',
	body: ChangePlace,
	status: 200,
	response: PlaceOwnersSchema,
	handler: ({ app, actor, body }) => app.collectors.changePlace(actor, body)
});
