import * as v from 'valibot';
import { MemberSchema } from '#contract/identity.ts';
import { pageOf, wholeQuery } from '#contract/page.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { onePage } from '#lib/api/server/one-page.ts';

export const GET = endpoint({
	summary: { en: 'Members', 'zh-CN': '成员列表' },
	permission: 'member.view',
	query: v.strictObject(wholeQuery),
	status: 200,
	response: pageOf(MemberSchema),
	handler: async ({ app, actor, query }) => onePage(await app.members.list(actor), query, (member) => member.userId)
});
