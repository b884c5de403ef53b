import { heatmapPageQuery } from '#contract/sheet.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { file } from '#lib/api/server/spec.ts';
import { heatmapPage } from '../heatmap-page.ts';

export const GET = endpoint({
	summary: { en: 'The heatmap on one page, PDF', 'zh-CN': '一页热力图（PDF）' },
	description: {
		en: 'A4, lying, drawn from the numbers that `/heatmap` gives, with the same filters: what moved, the worst, the grid with intervals and n, the legend. Of more rows than can be read the worst are shown, and the page says how many are left out. Too few answers give no value. `503` where too many pages are being drawn.',
		'zh-CN':
			'A4 横向，依据与 `/heatmap` 相同的数值和筛选条件绘制：变化、最差场景、带区间与 n 的网格和图例。放不下时只显示最差的行，并注明省略了多少。答卷太少时不显示数值。同时绘制过多时返回 `503`。'
	},
	permission: 'result.view',
	query: heatmapPageQuery,
	status: 200,
	response: file('application/pdf'),
	handler: (call) => heatmapPage(call, 'pdf')
});
