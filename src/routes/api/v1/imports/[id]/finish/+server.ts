import { idParams } from '#contract/id.ts';
import { ImportSchema } from '#contract/imports.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const POST = endpoint({
	summary: { en: 'End an import', 'zh-CN': '结束导入' },
	permission: 'response.import',
	params: idParams,
	status: 200,
	response: ImportSchema,
	handler: ({ app, actor, params }) => app.imports.finish(actor, params.id)
});
