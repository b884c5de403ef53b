import * as v from 'valibot';
import { Ask } from '#domain/survey/index.ts';
import { idParams } from '#contract/id.ts';
import { CollectorSchema, SurveySchema } from '#contract/surveys.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { reachable } from '#lib/api/server/reachable.ts';

const { touchpointId: _fromAddress, ...entries } = Ask.entries;

export const POST = endpoint({
	summary: { en: 'Ask here', 'zh-CN': '在此调研' },
	description: {
		en: 'Survey, its first published version and a collector on this touchpoint, all or nothing.',
		'zh-CN': '一步生成问卷、首个发布版本和该触点的投放渠道；要么全部成功，要么都不生成。'
	},
	permission: 'survey.publish',
	params: idParams,
	body: v.strictObject(entries),
	status: 201,
	response: v.object({ survey: SurveySchema, collector: CollectorSchema }),
	handler: async ({ app, actor, params, body, event }) => {
		const { survey, collector } = await app.surveys.ask(actor, { ...body, touchpointId: params.id });
		return { survey, collector: reachable(event, collector) };
	}
});
