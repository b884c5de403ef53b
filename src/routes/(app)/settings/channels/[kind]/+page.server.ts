import { readForm } from '#lib/forms/read-form.server.ts';
import { refuseFields } from '#lib/forms/refuse-fields.server.ts';
import { refuse } from '#lib/forms/refuse.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params }) => {
	const channel = await app.channels.get(actor, params.kind);
	return { channel, lines: await app.channels.log(actor, params.kind) };
};

export const actions = {
	save: async ({ locals: { app, actor }, params, request }) => {
		const form = await readForm(request);
		try {
			const { fields } = await app.channels.get(actor, params.kind);
			const given = fields.flatMap(({ name, secret }) => {
				const value = form.get(name);
				// A secret is never shown: its empty field says nothing.
				return typeof value !== 'string' || (secret && value.trim() === '') ? [] : [[name, value] as const];
			});
			await app.channels.put(actor, params.kind, { settings: Object.fromEntries(given) });
			return { saved: true };
		} catch (error) {
			return refuseFields(error);
		}
	},

	check: async ({ locals: { app, actor }, params }) => {
		try {
			await app.channels.check(actor, params.kind);
			return {};
		} catch (error) {
			return refuse(error);
		}
	},

	disconnect: async ({ locals: { app, actor }, params }) => {
		try {
			await app.channels.remove(actor, params.kind);
			return {};
		} catch (error) {
			return refuse(error);
		}
	}
} satisfies Actions;
