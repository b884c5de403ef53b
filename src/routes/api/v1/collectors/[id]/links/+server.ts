import * as v from 'valibot';
import { idParams } from '#contract/id.ts';
import { pageOf, wholeQuery } from '#contract/page.ts';
import { LinkBatchSchema } from '#contract/surveys.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { onePage } from '#lib/api/server/one-page.ts';

export const GET = endpoint({
	summary: { en: 'Lists of personal links, newest first', 'zh-CN': '个人链接批次（最新在前）' },
	permission: 'collector.view',
	params: idParams,
	query: v.strictObject(wholeQuery),
	status: 200,
	response: pageOf(LinkBatchSchema),
	handler: async ({ app, actor, params, query }) =>
		onePage(await app.personalLinks.list(actor, params.id), query, ({ id }) => id)
});
