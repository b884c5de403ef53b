import { idParams } from '#contract/id.ts';
import { AddTouchpointInput, TouchpointSchema } from '#contract/journeys.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const POST = endpoint({
	summary: { en: 'Add a touchpoint to a scene', 'zh-CN': '在场景中新增触点' },
	description: { en: 'It appears on every open board.', 'zh-CN': '所有已打开的旅程图会立即显示。' },
	permission: 'journey.edit',
	params: idParams,
	body: AddTouchpointInput,
	status: 201,
	response: TouchpointSchema,
	handler: ({ app, actor, params, body }) => app.journeys.addTouchpoint(actor, params.id, body)
});
