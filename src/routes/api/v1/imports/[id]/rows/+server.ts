import { ImportRows } from '#domain/imports/index.ts';
import { idParams } from '#contract/id.ts';
import { ImportedSchema } from '#contract/imports.ts';
import { BATCH_BODY_LIMIT } from '#contract/responses.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const POST = endpoint({
	summary: { en: 'Import up to 500 rows', 'zh-CN': '导入数据行（每批最多 500 行）' },
	description: {
		en: 'The id of each answer follows from the row’s `key` and touchpoint: sent again, it counts once.',
		'zh-CN': '每份答卷的编号由行的 `key` 与触点得出：重复发送只计一次。'
	},
	permission: 'response.import',
	params: idParams,
	body: ImportRows,
	rows: 'rows',
	bodyLimit: BATCH_BODY_LIMIT,
	status: 200,
	response: ImportedSchema,
	handler: ({ app, actor, params, body }) => app.imports.add(actor, params.id, body)
});
