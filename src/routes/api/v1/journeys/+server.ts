import * as v from 'valibot';
import { CreateJourneyInput, JourneyCardSchema, journeyQuery } from '#contract/journeys.ts';
import { pageOf } from '#contract/page.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'Journeys, last changed first', 'zh-CN': '客户旅程列表（最近修改在前）' },
	permission: 'journey.view',
	query: journeyQuery,
	status: 200,
	response: pageOf(JourneyCardSchema),
	handler: ({ app, actor, query }) => app.journeys.list(actor, query)
});

export const POST = endpoint({
	summary: { en: 'Make a journey', 'zh-CN': '新建客户旅程' },
	description: {
		en: 'Without a template it starts with three scenes: before, during, after.',
		'zh-CN': '不选模板时从三个场景开始：之前、期间、之后。'
	},
	permission: 'journey.create',
	body: CreateJourneyInput,
	status: 201,
	response: v.object({
		id: v.string(),
		touchpoints: v.pipe(
			v.record(v.string(), v.string()),
			v.description('Ids of the touchpoints by the template’s names for them.')
		)
	}),
	handler: ({ app, actor, body }) => app.journeys.create(actor, body)
});
