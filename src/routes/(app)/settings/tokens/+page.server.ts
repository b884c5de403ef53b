import { readForm } from '#lib/forms/read-form.server.ts';
import { refuse } from '#lib/forms/refuse.server.ts';
import type { Actions, PageServerLoad } from './$types';

const DAY = 24 * 60 * 60 * 1000;

export const load: PageServerLoad = async ({ locals: { app, actor } }) => ({
	tokens: await app.tokens.list(actor),
	readAt: Date.now()
});

export const actions = {
	create: async ({ locals: { app, actor }, request }) => {
		const form = await readForm(request);
		const days = Number(form.get('days') ?? 0);
		try {
			const { token } = await app.tokens.create(actor, {
				name: form.get('name') ?? '',
				role: form.get('role') ?? undefined,
				expiresAt: days > 0 ? new Date(Date.now() + days * DAY).toISOString() : null
			});
			return { token };
		} catch (error) {
			return refuse(error);
		}
	},

	revoke: async ({ locals: { app, actor }, request }) => {
		const form = await readForm(request);
		try {
			await app.tokens.revoke(actor, String(form.get('id')));
			return {};
		} catch (error) {
			return refuse(error);
		}
	}
} satisfies Actions;
