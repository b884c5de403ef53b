import * as v from 'valibot';
import { ResponseDetailSchema } from '#contract/response-desk.ts';
import { idParams } from '#contract/id.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

export const DELETE = endpoint({
	summary: { en: 'Take the latest correction of an answer back', 'zh-CN': '撤销一份答卷的最近一次更正' },
	description: {
		en: 'Logged as a correction of its own. 409 when the answer has changed since.',
		'zh-CN': '撤销本身也作为一次更正记录。若答卷此后又有变化则返回 409。'
	},
	permission: 'response.judge',
	params: v.strictObject({ ...idParams.entries, correction: idParams.entries.id }),
	status: 200,
	response: ResponseDetailSchema,
	handler: ({ app, actor, params }) => app.responseDesk.undo(actor, params.id, params.correction, getLocale())
});
