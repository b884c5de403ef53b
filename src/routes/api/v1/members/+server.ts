import { MemberSchema } from '#lib/api/schemas/identity.ts';
import { pageOf, whole } from '#lib/api/schemas/page.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: { en: 'Members', 'zh-CN': '成员列表' },
	permission: 'member.view',
	status: 200,
	response: pageOf(MemberSchema),
	handler: async ({ app, actor }) => whole(await app.members.list(actor))
});
