import { redirect } from '@sveltejs/kit';
import { readForm, refused } from '#lib/features/identity/actions.server.ts';
import { rememberLocale } from '#lib/features/identity/session.server.ts';
import { takeTyped } from '#lib/features/identity/typed.server.ts';
import { safeNext } from '#server/http/safe-next.ts';
import { enter, sourceOf } from '#server/areas/people/http/enter.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
	const next = safeNext(url.searchParams.get('next'));
	if (locals.session !== null) redirect(303, next);
	if (await locals.app.workspaces.isEmpty()) redirect(303, '/setup');
	return { next, typed: takeTyped(cookies, url) };
};

export const actions: Actions = {
	default: async (event) => {
		const { locals } = event;
		const { next, ...typed } = await readForm(event.request, ['email', 'password', 'next']);
		try {
			const signedIn = await locals.app.auth.signIn(typed, sourceOf(event));
			enter(event, signedIn);
			if (signedIn.locale !== null) rememberLocale(event, signedIn.locale);
		} catch (error) {
			return refused(event, error, typed);
		}
		const wanted = safeNext(next);
		redirect(303, wanted === '/' ? '/start' : wanted);
	}
};
