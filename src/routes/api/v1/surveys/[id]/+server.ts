import { UpdateDraft } from '#domain/survey/index.ts';
import { idParams } from '#contract/id.ts';
import { SurveySchema } from '#contract/surveys.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'A survey with its draft', 'zh-CN': '查看问卷及草稿' },
	permission: 'survey.view',
	params: idParams,
	status: 200,
	response: SurveySchema,
	handler: ({ app, actor, params }) => app.surveys.get(actor, params.id)
});

export const PATCH = endpoint({
	summary: { en: 'Change title or draft', 'zh-CN': '修改标题或草稿' },
	permission: 'survey.edit',
	params: idParams,
	body: UpdateDraft,
	// Two hundred questions with their options, in every language.
	bodyLimit: 512 * 1024,
	status: 200,
	response: SurveySchema,
	handler: ({ app, actor, params, body }) => app.surveys.updateDraft(actor, params.id, body)
});
