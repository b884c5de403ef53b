import { redirect } from '@sveltejs/kit';
import { readForm, refused } from '#lib/features/identity/actions.server.ts';
import { sourceOf } from '#lib/features/identity/session.server.ts';
import { takeTyped } from '#lib/features/identity/typed.server.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { setSessionCookie } from '#server/http/session-cookie.ts';
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
		const { locals, cookies, url } = event;
		const typed = await readForm(event.request, ['name', 'email', 'password', 'workspaceName', 'timeZone']);
		try {
			await locals.app.workspaces.setup({ ...typed, locale: getLocale() });
			const { token } = await locals.app.auth.signIn({ email: typed.email, password: typed.password }, sourceOf(event));
			setSessionCookie(cookies, token, url.protocol === 'https:');
		} catch (error) {
			return refused(error, typed);
		}
		redirect(303, '/');
	}
};
