import { refuse } from '#lib/forms/refuse.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params }) => ({
	channel: await app.channels.get(actor, params.kind),
	round: await app.channels.round(actor, params.kind, params.round)
});

export const actions = {
	stop: async ({ locals: { app, actor }, params }) => {
		try {
			await app.channels.stopRound(actor, params.kind, params.round);
			return {};
		} catch (error) {
			return refuse(error);
		}
	},

	resume: async ({ locals: { app, actor }, params }) => {
		try {
			await app.channels.resumeRound(actor, params.kind, params.round);
			return {};
		} catch (error) {
			return refuse(error);
		}
	},

	results: async ({ locals: { app, actor }, params }) => {
		try {
			await app.channels.askResults(actor, params.kind, params.round);
			return {};
		} catch (error) {
			return refuse(error);
		}
	}
} satisfies Actions;
