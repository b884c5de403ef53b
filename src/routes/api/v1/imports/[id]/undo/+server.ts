import { idParams } from '#contract/id.ts';
import { ImportSchema } from '#contract/imports.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const POST = endpoint({
	summary: { en: 'Undo an import', 'zh-CN': '撤销导入' },
	description: {
		en: 'Takes out the answers that it brought, some thousand a call: repeat it until the status is `undone`.',
		'zh-CN': '移除该次导入带来的答卷，每次调用数千份：请重复调用，直到状态为 `undone`。'
	},
	permission: 'import.undo',
	params: idParams,
	status: 200,
	response: ImportSchema,
	handler: ({ app, actor, params }) => app.imports.undo(actor, params.id)
});
