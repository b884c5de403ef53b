import { CreateResponseView, ResponseViewSchema } from '#contract/response-desk.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const POST = endpoint({
	summary: { en: 'Keep a view of the answers', 'zh-CN': '保存答卷视图' },
	description: {
		en: 'For everybody of the workspace who may see answers; a view of the same name is replaced.',
		'zh-CN': '本企业空间内有权查看答卷的成员均可使用；同名视图会被替换。'
	},
	permission: 'response.organise',
	body: CreateResponseView,
	status: 201,
	response: ResponseViewSchema,
	handler: ({ app, actor, body }) => app.responseDesk.keepView(actor, body)
});
