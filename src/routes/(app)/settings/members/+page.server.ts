import { can } from '#domain/access/index.ts';
import { readForm } from '#lib/forms/read-form.server.ts';
import { inviteInput } from '#lib/features/settings/invite-form.ts';
import { shareOrigin } from '#lib/api/server/share-origin.ts';
import { refuse } from '#lib/forms/refuse.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor } }) => {
	const [members, departments, invitations] = await Promise.all([
		app.members.list(actor),
		app.workspaces.listDepartments(actor),
		can(actor, 'member.manage') ? app.invitations.list(actor) : []
	]);
	return { members, departments, invitations };
};

export const actions = {
	update: async ({ locals: { app, actor }, request }) => {
		const form = await readForm(request);
		try {
			await app.members.update(actor, String(form.get('userId')), {
				role: form.get('role') ?? undefined,
				departmentId: form.get('departmentId') || null
			});
			return {};
		} catch (error) {
			return refuse(error);
		}
	},

	remove: async ({ locals: { app, actor }, request }) => {
		const form = await readForm(request);
		try {
			await app.members.remove(actor, String(form.get('userId')), {
				withdrawLinks: form.get('withdrawLinks') === 'on'
			});
			return {};
		} catch (error) {
			return refuse(error);
		}
	},

	invite: async (event) => {
		const { request } = event;
		const { app, actor } = event.locals;
		const form = await readForm(request);
		try {
			const { timeZone } = await app.workspaces.get(actor);
			const input = inviteInput(form, timeZone, Date.now());
			const { token } = await app.invitations.create(actor, input);
			const link = `${shareOrigin(event)}/invite/${token}`;
			// Shown once, as the link is: it holds the secret.
			return { link, qr: input.maxUses === 1 ? null : await app.qrImage(link) };
		} catch (error) {
			return refuse(error);
		}
	},

	withdraw: async ({ locals: { app, actor }, request }) => {
		const form = await readForm(request);
		try {
			await app.invitations.revoke(actor, String(form.get('id')));
			return {};
		} catch (error) {
			return refuse(error);
		}
	}
} satisfies Actions;
