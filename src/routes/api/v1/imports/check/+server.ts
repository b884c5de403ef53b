import { CheckRows } from '#domain/imports/index.ts';
import { CheckedSchema } from '#contract/imports.ts';
import { BATCH_BODY_LIMIT } from '#contract/responses.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const POST = endpoint({
	summary: {
		en: 'Look up to 1,000 rows up before they are imported',
		'zh-CN': '导入前查询数据行是否已存在（每批最多 1,000 行）'
	},
	description: {
		en: 'Says of each row whether its answer is there, was deleted, or looks like one that came with another file. Writes nothing.',
		'zh-CN': '逐行说明答卷是否已存在、曾被删除，或与其他文件导入的答卷相同。不写入任何数据。'
	},
	permission: 'response.import',
	body: CheckRows,
	bodyLimit: BATCH_BODY_LIMIT,
	status: 200,
	response: CheckedSchema,
	handler: ({ app, actor, body }) => app.imports.check(actor, body)
});
