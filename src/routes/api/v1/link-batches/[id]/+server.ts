import { UpdateLinks } from '#domain/survey/index.ts';
import { idParams } from '#contract/id.ts';
import { LinkBatchSchema } from '#contract/surveys.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const PATCH = endpoint({
	summary: { en: 'Take personal links back', 'zh-CN': '收回一批个人链接' },
	permission: 'collector.edit',
	params: idParams,
	body: UpdateLinks,
	status: 200,
	response: LinkBatchSchema,
	handler: ({ app, actor, params, body }) => app.personalLinks.update(actor, params.id, body)
});
