import * as v from 'valibot';
import { idParams } from '#contract/id.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const POST = endpoint({
	summary: { en: 'Publish the draft', 'zh-CN': '发布草稿' },
	description: {
		en: 'Makes it the version that every collector shows. An unchanged draft keeps its version.',
		'zh-CN': '发布后所有投放渠道都使用该版本。草稿未变则版本不变。'
	},
	permission: 'survey.publish',
	params: idParams,
	status: 200,
	response: v.object({ version: v.number(), newSeries: v.array(v.string()) }),
	handler: ({ app, actor, params }) => app.surveys.publish(actor, params.id)
});
