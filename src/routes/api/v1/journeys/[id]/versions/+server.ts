import { NameVersionInput } from '#domain/journey/inputs.ts';
import { idParams } from '#contract/id.ts';
import { pageOf, pageQuery } from '#contract/page.ts';
import { VersionSchema } from '#contract/versions.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import * as v from 'valibot';

export const GET = endpoint({
	summary: { en: 'Versions of a map', 'zh-CN': '旅程图的历史版本' },
	description: {
		en: 'The last ones first. One is kept after each day with edits; after a month the last of each week stays, after a year the last of each month.',
		'zh-CN': '按时间倒序。有修改的日子每天保留一个版本；一个月后每周保留最后一个，一年后每月保留最后一个。'
	},
	permission: 'journey.view',
	params: idParams,
	query: v.strictObject(pageQuery),
	status: 200,
	response: pageOf(VersionSchema),
	handler: ({ app, actor, params, query }) => app.versions.list(actor, params.id, query)
});

export const POST = endpoint({
	summary: { en: 'Keep the map as it is now, under a name', 'zh-CN': '将当前旅程图保存为命名版本' },
	permission: 'journey.edit',
	params: idParams,
	body: NameVersionInput,
	status: 201,
	response: VersionSchema,
	handler: ({ app, actor, params, body }) => app.versions.name(actor, params.id, body)
});
