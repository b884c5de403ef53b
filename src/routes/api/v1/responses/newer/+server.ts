import { newerQuery, NewerSchema } from '#contract/response-desk.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'How many answers arrived after an instant', 'zh-CN': '某一时刻之后收到的答卷数' },
	permission: 'response.view',
	query: newerQuery,
	status: 200,
	response: NewerSchema,
	handler: ({ app, actor, query }) => app.responseDesk.newer(actor, query)
});
