import * as v from 'valibot';
import { TagResponses, TagSchema } from '#contract/response-desk.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const POST = endpoint({
	summary: { en: 'Add and remove tags of answers', 'zh-CN': '为答卷添加或移除标签' },
	permission: 'response.organise',
	body: TagResponses,
	status: 200,
	response: v.object({
		tags: v.pipe(v.array(TagSchema), v.description('All tags of the workspace, with their answers.'))
	}),
	handler: ({ app, actor, body }) => app.responseDesk.tag(actor, body)
});
