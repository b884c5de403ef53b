import { CreateCollector, ListCollectors } from '#domain/survey/index.ts';
import { pageOf, whole } from '#lib/api/schemas/page.ts';
import { CollectorSchema } from '#lib/api/schemas/surveys.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { reachable } from '#lib/api/server/reachable.ts';

export const GET = endpoint({
	summary: { en: 'Collectors, newest first', 'zh-CN': '投放渠道列表（最新在前）' },
	permission: 'collector.view',
	query: ListCollectors,
	status: 200,
	response: pageOf(CollectorSchema),
	handler: async ({ app, actor, query, event }) =>
		whole((await app.collectors.list(actor, query)).map((collector) => reachable(event, collector)))
});

export const POST = endpoint({
	summary: { en: 'Send a published survey out for a touchpoint', 'zh-CN': '为触点投放已发布的问卷' },
	permission: 'collector.edit',
	body: CreateCollector,
	status: 201,
	response: CollectorSchema,
	handler: async ({ app, actor, body, event }) => reachable(event, await app.collectors.create(actor, body))
});
