import * as v from 'valibot';
import { InvitationInput } from '#domain/access/inputs.ts';
import { InvitationSchema, NewInvitationSchema } from '#contract/identity.ts';
import { pageOf, wholeQuery } from '#contract/page.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { onePage } from '#lib/api/server/one-page.ts';
import { shareOrigin } from '#lib/api/server/share-origin.ts';

export const GET = endpoint({
	summary: { en: 'Invitations', 'zh-CN': '邀请列表' },
	permission: 'member.manage',
	query: v.strictObject(wholeQuery),
	status: 200,
	response: pageOf(InvitationSchema),
	handler: async ({ app, actor, query }) =>
		onePage(await app.invitations.list(actor), query, (invitation) => invitation.id)
});

export const POST = endpoint({
	summary: { en: 'Invite one person or several by a link', 'zh-CN': '生成邀请链接（一人或多人）' },
	permission: 'member.manage',
	body: InvitationInput,
	status: 201,
	response: NewInvitationSchema,
	secret: true,
	handler: async ({ app, actor, body, event }) => {
		const made = await app.invitations.create(actor, body);
		return { ...made, url: `${shareOrigin(event)}/invite/${made.token}` };
	}
});
