import { CreateSurvey } from '#domain/survey/index.ts';
import * as v from 'valibot';
import { idList, pageOf, pageQuery } from '#contract/page.ts';
import { SurveySchema } from '#contract/surveys.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'Surveys, newest first', 'zh-CN': '问卷列表（最新在前）' },
	permission: 'survey.view',
	query: v.strictObject({ ...pageQuery, ids: v.optional(idList) }),
	status: 200,
	response: pageOf(SurveySchema),
	handler: ({ app, actor, query }) => app.surveys.list(actor, query)
});

export const POST = endpoint({
	summary: { en: 'Make a survey', 'zh-CN': '新建问卷' },
	description: {
		en: 'By kind it gets the metric’s question (`nps`, `csat` or `ces`) and an optional `comment`, in both languages. It is a draft until it is published.',
		'zh-CN': '按类型创建时自带指标问题（`nps`、`csat` 或 `ces`）和可选的 `comment`，含两种语言。发布之前为草稿。'
	},
	permission: 'survey.edit',
	body: CreateSurvey,
	// Two hundred questions with their options, in every language.
	bodyLimit: 512 * 1024,
	status: 201,
	response: SurveySchema,
	handler: ({ app, actor, body }) => app.surveys.create(actor, body)
});
