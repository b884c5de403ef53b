import * as v from 'valibot';
import { StartImport } from '#domain/imports/index.ts';
import { ImportSchema } from '#contract/imports.ts';
import { pageOf, wholeQuery } from '#contract/page.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { onePage } from '#lib/api/server/one-page.ts';

export const GET = endpoint({
	summary: { en: 'The latest imports', 'zh-CN': '最近的导入' },
	permission: 'response.import',
	query: v.strictObject(wholeQuery),
	status: 200,
	response: pageOf(ImportSchema),
	handler: async ({ app, actor, query }) => onePage(await app.imports.list(actor), query, (run) => run.id)
});

export const POST = endpoint({
	summary: { en: 'Begin an import', 'zh-CN': '开始导入' },
	description: {
		en: 'Makes one survey and a collector on each touchpoint, where there are none yet; the rows follow.',
		'zh-CN': '按需为各触点建立问卷与投放渠道，然后逐批发送数据行。'
	},
	permission: 'response.import',
	body: StartImport,
	status: 201,
	response: ImportSchema,
	handler: ({ app, actor, body }) => app.imports.start(actor, body)
});
