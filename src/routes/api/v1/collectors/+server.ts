import * as v from 'valibot';
import { CreateCollector, ListCollectors } from '#domain/survey/index.ts';
import { pageOf, wholeQuery } from '#contract/page.ts';
import { CollectorSchema } from '#contract/surveys.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { onePage } from '#lib/api/server/one-page.ts';
import { reachable } from '#lib/api/server/reachable.ts';

export const GET = endpoint({
	summary: { en: 'Collectors, newest first', 'zh-CN': '投放渠道列表（最新在前）' },
	permission: 'collector.view',
	query: v.strictObject({ ...ListCollectors.entries, ...wholeQuery }),
	status: 200,
	response: pageOf(CollectorSchema),
	handler: async ({ app, actor, query: { limit, cursor, ...filter }, event }) => {
		const found = await app.collectors.list(actor, filter);
		const { items, next } = onePage(found, { limit, cursor }, (collector) => collector.id);
		return { items: items.map((collector) => reachable(event, collector)), next };
	}
});

export const POST = endpoint({
	summary: { en: 'Send a published survey out for a touchpoint', 'zh-CN': '为触点投放已发布的问卷' },
	permission: 'collector.edit',
	body: CreateCollector,
	status: 201,
	response: CollectorSchema,
	handler: async ({ app, actor, body, event }) => reachable(event, await app.collectors.create(actor, body))
});
