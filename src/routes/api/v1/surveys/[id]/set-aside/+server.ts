import { idParams } from '#contract/id.ts';
import { DraftSetAsidesSchema, setAsideQuery } from '#contract/set-asides.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'Edits that could not be put into the draft of a survey', 'zh-CN': '未能写入问卷草稿的修改' },
	description: {
		en: 'They had been stored, and were taken out because the draft could not be read with them. Rare. Kept until somebody removes them.',
		'zh-CN': '这些修改曾经保存，但草稿无法连同它们一起读取，因此被取出。极少发生；在有人删除之前一直保留。'
	},
	permission: 'survey.edit',
	params: idParams,
	query: setAsideQuery,
	status: 200,
	response: DraftSetAsidesSchema,
	handler: ({ app, actor, params, query }) => app.draftSetAsides.list(actor, params.id, query)
});
