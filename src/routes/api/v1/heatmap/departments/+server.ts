import { heatmapQuery } from '#contract/heatmap.ts';
import { DepartmentsHeatmapSchema } from '#contract/heatmap-views.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'Departments × metrics', 'zh-CN': '部门 × 指标热力图' },
	description: {
		en: 'The touchpoints that each department owns, added up per definition. Takes the same filters as `/heatmap`; `departments` chooses rows. All numbers are judged as one family.',
		'zh-CN': '各部门负责的触点按定义汇总。筛选条件与 `/heatmap` 相同；`departments` 选择行。所有数值作为一个整体判断。'
	},
	permission: 'result.view',
	query: heatmapQuery,
	status: 200,
	response: DepartmentsHeatmapSchema,
	handler: ({ app, actor, query }) => app.results.departmentsHeatmap(actor, query)
});
