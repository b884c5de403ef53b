import { idParams } from '#contract/id.ts';
import { commentsQuery, CommentsSchema } from '#contract/results.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'What customers wrote about a touchpoint, latest first', 'zh-CN': '触点的客户留言（最新在前）' },
	description: {
		en: 'Of all days unless some are given, and of the answers that the filters choose; the minimum of answers holds after every filter.',
		'zh-CN': '未指定时间时为全部日期；仅包含筛选后的答卷，最低答卷数在每次筛选后仍然适用。'
	},
	permission: 'result.view',
	params: idParams,
	query: commentsQuery,
	status: 200,
	response: CommentsSchema,
	handler: ({ app, actor, params, query }) => app.results.comments(actor, params.id, query)
});
