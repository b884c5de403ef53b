import { driversQuery, DriversSchema } from '#contract/drivers.ts';
import { idParams } from '#contract/id.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'Drivers: which touchpoints go with the outcome', 'zh-CN': '驱动因素：哪些触点与结果指标相关' },
	description: {
		en: 'On the people who answered both: the last answer of each to the outcome’s question, held against what the same person said at the other touchpoints up to 30 days before. Standardised coefficients and relative weights with bootstrap intervals; nothing below 50 pairs. Without `touchpointId` and `definition` the outcome is the NPS with most answers. Days, channel, place and language choose among the outcome’s answers. That two things go together does not show that one brings about the other.',
		'zh-CN':
			'基于两个问题都回答过的人：取每人对结果问题的最后一次作答，与其此前 30 天内在其他触点的作答配对。给出标准化系数、相对权重及自助法区间；不足 50 对时不显示。未指定 `touchpointId` 和 `definition` 时，以答卷最多的 NPS 为结果。时间、渠道、地点与语言筛选的是结果问题的答卷。相关不等于因果。'
	},
	permission: 'result.view',
	params: idParams,
	query: driversQuery,
	status: 200,
	response: DriversSchema,
	handler: ({ app, actor, params, query }) => app.results.drivers(actor, params.id, query)
});
