import { idParams } from '#contract/id.ts';
import { commentsQuery, CommentsSchema } from '#contract/results.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'What customers wrote about a touchpoint, latest first', 'zh-CN': '触点的客户留言（最新在前）' },
	permission: 'result.view',
	params: idParams,
	query: commentsQuery,
	status: 200,
	response: CommentsSchema,
	handler: ({ app, actor, params, query }) => app.results.comments(actor, params.id, query)
});
