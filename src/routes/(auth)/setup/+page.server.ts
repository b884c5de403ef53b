import { redirect } from '@sveltejs/kit';
import { readForm, refused } from '#lib/features/identity/actions.server.ts';
import { takeTyped } from '#lib/features/identity/typed.server.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { enter, sourceOf } from '#server/http/enter.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
	if (!(await locals.app.workspaces.isEmpty())) redirect(303, '/');
	return {
		timeZones: Intl.supportedValuesOf('timeZone'),
		timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
		typed: takeTyped(cookies, url)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals } = event;
		const typed = await readForm(event.request, ['name', 'email', 'password', 'workspaceName', 'timeZone']);
		try {
			await locals.app.workspaces.setup({ ...typed, locale: getLocale() });
			const { email, password } = typed;
			enter(event, await locals.app.auth.firstSignIn({ email, password }, sourceOf(event)));
		} catch (error) {
			return refused(event, error, typed);
		}
		redirect(303, '/');
	}
};
