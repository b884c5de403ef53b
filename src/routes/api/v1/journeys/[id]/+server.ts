import { UpdateJourneyInput } from '#domain/journey/inputs.ts';
import { idParams } from '#contract/id.ts';
import { JourneyCardSchema, JourneySchema } from '#contract/journeys.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'The whole map', 'zh-CN': '查看整张旅程图' },
	permission: 'journey.view',
	params: idParams,
	status: 200,
	response: JourneySchema,
	handler: ({ app, actor, params }) => app.journeys.get(actor, params.id)
});

export const PATCH = endpoint({
	summary: { en: 'Rename, archive or bring back a journey', 'zh-CN': '重命名、归档或恢复客户旅程' },
	permission: 'journey.edit',
	params: idParams,
	body: UpdateJourneyInput,
	status: 200,
	response: JourneyCardSchema,
	handler: ({ app, actor, params, body }) => app.journeys.update(actor, params.id, body)
});

export const DELETE = endpoint({
	summary: { en: 'Delete a journey', 'zh-CN': '删除客户旅程' },
	description: {
		en: 'Its boards close at once. What customers answered stays.',
		'zh-CN': '已打开的旅程图立即关闭；客户的回答保留。'
	},
	permission: 'journey.edit',
	params: idParams,
	status: 204,
	handler: ({ app, actor, params }) => app.journeys.remove(actor, params.id)
});
