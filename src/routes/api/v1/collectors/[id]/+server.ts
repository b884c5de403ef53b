import { UpdateCollector } from '#domain/survey/index.ts';
import { idParams } from '#contract/id.ts';
import { CollectorSchema } from '#contract/surveys.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { reachable } from '#lib/api/server/reachable.ts';

export const GET = endpoint({
	summary: { en: 'A collector', 'zh-CN': '查看投放渠道' },
	permission: 'collector.view',
	params: idParams,
	status: 200,
	response: CollectorSchema,
	handler: async ({ app, actor, params, event }) => reachable(event, await app.collectors.get(actor, params.id))
});

export const PATCH = endpoint({
	summary: { en: 'Open, close, or set when it closes', 'zh-CN': '开启、关闭或设定关闭时间' },
	permission: 'collector.edit',
	params: idParams,
	body: UpdateCollector,
	status: 200,
	response: CollectorSchema,
	handler: async ({ app, actor, params, body, event }) =>
		reachable(event, await app.collectors.update(actor, params.id, body))
});
