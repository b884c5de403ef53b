import { redirect } from '@sveltejs/kit';
import { readForm, refused } from '#lib/features/identity/actions.server.ts';
import { takeTyped } from '#lib/features/identity/typed.server.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { isAtThisMachine } from '#server/http/at-this-machine.ts';
import { enter, sourceOf } from '#server/areas/people/http/enter.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, cookies, url } = event;
	if (!(await locals.app.workspaces.isEmpty())) redirect(303, '/');
	return {
		timeZones: Intl.supportedValuesOf('timeZone'),
		timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
		typed: takeTyped(cookies, url),
		/** The link in the log carries it. */
		code: isAtThisMachine(event, locals.app.config) ? null : (url.searchParams.get('code') ?? '')
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals } = event;
		const typed = await readForm(event.request, ['name', 'email', 'password', 'workspaceName', 'timeZone', 'code']);
		const { code, ...given } = typed;
		try {
			const needed = isAtThisMachine(event, locals.app.config) ? null : code;
			await locals.app.workspaces.setup({ ...given, locale: getLocale() }, needed);
			const { email, password } = given;
			enter(event, await locals.app.auth.firstSignIn({ email, password }, sourceOf(event)));
		} catch (error) {
			return refused(event, error, typed);
		}
		redirect(303, '/');
	}
};
