import { TouchpointCollectors } from '#domain/survey/index.ts';
import { idParams } from '#contract/id.ts';
import { TouchpointCollectorsSchema } from '#contract/surveys.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { reachable } from '#lib/api/server/reachable.ts';

export const GET = endpoint({
	summary: { en: 'Every way a touchpoint asks', 'zh-CN': '触点的全部投放渠道' },
	description: {
		en: 'Side by side: state, address, how many opened, began and answered, the last answer, and what is missing.',
		'zh-CN': '并列给出：状态、地址、打开、开始与完成的数量、最近一答，以及缺少什么。'
	},
	permission: 'collector.view',
	params: idParams,
	query: TouchpointCollectors,
	status: 200,
	response: TouchpointCollectorsSchema,
	handler: async ({ app, actor, params, query, event }) => {
		const found = await app.collectors.ofTouchpoint(actor, params.id, query);
		return { ...found, collectors: found.collectors.map((collector) => reachable(event, collector)) };
	}
});
