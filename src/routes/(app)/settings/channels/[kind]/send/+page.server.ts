import { randomUUID } from 'node:crypto';
import { roundWays } from '#domain/channels/rounds.ts';
import { readForm } from '#lib/forms/read-form.server.ts';
import { readJson } from '#lib/forms/read-json.server.ts';
import { refuse } from '#lib/forms/refuse.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** As the address says it; anything else is the usual. */
function filterIn(url: URL, kind: string) {
	const asked = url.searchParams;
	const way = roundWays.find((one) => one === asked.get('way')) ?? (kind === 'wecom' ? 'customer' : 'template');
	const days = (name: string, most: number): number | null => {
		const text = asked.get(name) ?? '';
		return /^\d{1,4}$/.test(text) && Number(text) <= most ? Number(text) : null;
	};
	return {
		way,
		recentDays: days('recent', 30) ?? 30,
		heardDays: days('heard', 3650),
		templateId: (asked.get('template') ?? '').slice(0, 80)
	};
}

export const load: PageServerLoad = async ({ locals: { app, actor }, params, url }) => {
	const channel = await app.channels.get(actor, params.kind);
	const plan = channel.isConnected
		? await app.channels.roundPlan(actor, params.kind, filterIn(url, params.kind))
		: null;
	// Of this form: sent twice it is one round.
	return { channel, plan, key: randomUUID() };
};

export const actions = {
	send: async ({ locals: { app, actor }, params, request }) => {
		const form = await readForm(request);
		try {
			return { round: await app.channels.startRound(actor, params.kind, readJson(form.get('round'))) };
		} catch (error) {
			return refuse(error);
		}
	},

	templates: async ({ locals: { app, actor }, params, request }) => {
		const form = await readForm(request);
		try {
			await app.channels.refreshTemplates(actor, params.kind, form.get('way'));
			return {};
		} catch (error) {
			return refuse(error);
		}
	},

	contact: async ({ locals: { app, actor }, params, request }) => {
		const form = await readForm(request);
		try {
			const [person, contact] = [form.get('person'), form.get('contact') === 'yes'];
			await app.channels.setContact(actor, params.kind, typeof person === 'string' ? person : '', contact);
			return {};
		} catch (error) {
			return refuse(error);
		}
	}
} satisfies Actions;
