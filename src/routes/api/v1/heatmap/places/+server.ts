import { heatmapQuery } from '#contract/heatmap.ts';
import { PlacesHeatmapSchema } from '#contract/heatmap-views.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'Places × touchpoints', 'zh-CN': '地点 × 触点热力图' },
	description: {
		en: 'What codes are named after, by the touchpoints that were answered there. Takes the same filters as `/heatmap`: `place` and `channel` choose codes, `departments` touchpoints. A `language` is refused with `not_together`, since no counts tell it and a place apart. Of many, the 20 touchpoints and 100 places with most answers are given, and `leftOut` says how many are not. Where the places that are shown would leave fewer answers than the minimum, one more is not shown. All numbers that are shown are judged as one family.',
		'zh-CN':
			'按投放码名称（地点）与在该处有答卷的触点汇总。筛选条件与 `/heatmap` 相同：`place` 与 `channel` 选择投放码，`departments` 选择触点。`language` 会以 `not_together` 拒绝，因为计数无法同时区分语言与地点。数量较多时只给出答卷最多的 20 个触点与 100 个地点，`leftOut` 说明还有多少未列出。若所示地点之外的答卷少于最低数量，则再隐藏一个地点。所有显示的数值作为一个整体判断。'
	},
	permission: 'result.view',
	query: heatmapQuery,
	status: 200,
	response: PlacesHeatmapSchema,
	handler: ({ app, actor, query }) => app.results.placesHeatmap(actor, query)
});
