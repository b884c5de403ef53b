import { fail, redirect } from '@sveltejs/kit';
import { errorText } from '#lib/error-text.server.ts';
import { readForm } from '#lib/forms/read-form.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { setPass } from '#server/areas/sharing/http/pass-cookie.ts';
import { isAppError } from '#server/platform/errors.ts';
import { numbersOf, visit } from './shared.ts';
import type { Actions, PageServerLoad } from './$types';

/** The heatmap behind a link, or the question for its password. */
export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	event.depends('app:numbers');
	const { app, lang = 'en' } = locals;
	const { link, mayEnter } = await visit(event);
	const frame = { locale: lang, lang: url.searchParams.get('lang'), workspaceName: link.workspaceName };
	if (!mayEnter) return { ...frame, inside: null };
	const numbers = await numbersOf(app, link, url.searchParams);
	await app.sharedPages.opened(link);
	return {
		...frame,
		inside: {
			...numbers,
			shown: link.shown,
			wall: numbers.given.kind === 'journeys' && url.searchParams.get('wall') === '1'
		}
	};
};

export const actions: Actions = {
	enter: async ({ locals: { app }, params, request, url, cookies, getClientAddress, setHeaders }) => {
		const password = (await readForm(request)).get('password');
		const link = await app.sharedPages.find(params.token);
		try {
			const pass =
				typeof password === 'string' && password !== '' && password.length <= 256
					? await app.sharedPages.enter(link, password, getClientAddress())
					: null;
			if (pass === null) return fail(422, { problem: m.sharing_password_wrong() });
			setPass(cookies, url, params.token, pass);
		} catch (error) {
			if (!isAppError(error) || error.retryAfter === undefined) throw error;
			setHeaders({ 'retry-after': String(error.retryAfter) });
			return fail(error.status, { problem: errorText(error.code, error.status) });
		}
		const back = new URLSearchParams(url.searchParams);
		back.delete('/enter');
		redirect(303, `/share/${params.token}${back.size === 0 ? '' : `?${back}`}`);
	}
};
