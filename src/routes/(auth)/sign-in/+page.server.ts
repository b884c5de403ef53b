import { redirect } from '@sveltejs/kit';
import { readForm, refused } from '#lib/features/identity/actions.server.ts';
import { rememberLocale, sourceOf } from '#lib/features/identity/session.server.ts';
import { takeTyped } from '#lib/features/identity/typed.server.ts';
import { safeNext } from '#server/http/safe-next.ts';
import { setSessionCookie } from '#server/http/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
	const next = safeNext(url.searchParams.get('next'));
	if (locals.session !== null) redirect(303, next);
	if (await locals.app.workspaces.isEmpty()) redirect(303, '/setup');
	return { next, typed: takeTyped(cookies, url) };
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, cookies, url } = event;
		const { next, ...typed } = await readForm(event.request, ['email', 'password', 'next']);
		try {
			const { token, locale } = await locals.app.auth.signIn(typed, sourceOf(event));
			setSessionCookie(cookies, token, url.protocol === 'https:');
			if (locale !== null) rememberLocale(event, locale);
		} catch (error) {
			return refused(error, typed);
		}
		redirect(303, safeNext(next));
	}
};
