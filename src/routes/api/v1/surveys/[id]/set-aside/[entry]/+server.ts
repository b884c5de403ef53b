import { setAsideParams } from '#contract/set-asides.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const DELETE = endpoint({
	summary: {
		en: 'Remove edits that could not be put into the draft of a survey',
		'zh-CN': '删除未能写入问卷草稿的修改'
	},
	description: { en: 'For good: look at them first.', 'zh-CN': '删除后无法恢复，请先查看。' },
	permission: 'survey.edit',
	params: setAsideParams,
	status: 204,
	handler: ({ app, actor, params }) => app.draftSetAsides.remove(actor, params.id, params.entry)
});
