import * as v from 'valibot';
import { DecideResponses } from '#contract/response-desk.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const POST = endpoint({
	summary: { en: 'Leave answers out of the numbers, or take them back in', 'zh-CN': '将答卷排除出统计，或恢复计入' },
	description: {
		en: 'Up to 1,000 by their ids. Each that changes is logged with who, when and why. What the team tried out is never counted.',
		'zh-CN': '按编号最多 1,000 份。每次变更都会记录操作人、时间与原因。试填答卷从不计入。'
	},
	permission: 'response.judge',
	body: DecideResponses,
	status: 200,
	response: v.object({ changed: v.pipe(v.array(v.string()), v.description('Ids of those that changed.')) }),
	handler: ({ app, actor, body }) => app.responseDesk.decide(actor, body)
});
