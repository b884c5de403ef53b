import { redirect } from '@sveltejs/kit';
import { readForm, refused } from '#lib/features/identity/actions.server.ts';
import { takeTyped } from '#lib/features/identity/typed.server.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { unauthenticated } from '#server/platform/errors.ts';
import { chooseWorkspace, enter, sourceOf } from '#server/areas/people/http/enter.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, params, url }) => {
	const { session } = locals;
	return {
		invitation: await locals.app.invitations.peek(params.token, session?.userId ?? null),
		me: session && { name: session.name, email: session.email },
		here: url.pathname,
		typed: session === null ? takeTyped(cookies, url) : undefined
	};
};

export const actions: Actions = {
	/** Somebody new. */
	accept: async (event) => {
		const { locals, params } = event;
		const typed = await readForm(event.request, ['name', 'email', 'password']);
		try {
			const { workspaceId } = await locals.app.invitations.accept(params.token, { ...typed, locale: getLocale() });
			const { email, password } = typed;
			enter(event, await locals.app.auth.firstSignIn({ email, password }, sourceOf(event)));
			chooseWorkspace(event, workspaceId);
		} catch (error) {
			return refused(event, error, typed);
		}
		redirect(303, '/start');
	},

	/** Somebody who is signed in; a member is simply let in. */
	join: async (event) => {
		const { locals, params } = event;
		try {
			if (locals.session === null) throw unauthenticated();
			const { workspaceId } = await locals.app.invitations.acceptAs(params.token, locals.session.userId);
			chooseWorkspace(event, workspaceId);
		} catch (error) {
			return refused(event, error, {});
		}
		redirect(303, '/start');
	}
};
