import { redirect } from '@sveltejs/kit';
import { readForm, refused } from '#lib/features/identity/actions.server.ts';
import { sourceOf } from '#lib/features/identity/session.server.ts';
import { takeTyped } from '#lib/features/identity/typed.server.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { unauthenticated } from '#server/errors.ts';
import { setSessionCookie, WORKSPACE_COOKIE } from '#server/http/session-cookie.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, params, url }) => {
	const { session } = locals;
	return {
		invitation: await locals.app.invitations.peek(params.token),
		me: session && { name: session.name, email: session.email },
		here: url.pathname,
		typed: session === null ? takeTyped(cookies, url) : undefined
	};
};

export const actions: Actions = {
	/** Somebody new. */
	accept: async (event) => {
		const { locals, cookies, params, url } = event;
		const typed = await readForm(event.request, ['name', 'email', 'password']);
		try {
			const { workspaceId } = await locals.app.invitations.accept(params.token, { ...typed, locale: getLocale() });
			const { token } = await locals.app.auth.signIn({ email: typed.email, password: typed.password }, sourceOf(event));
			setSessionCookie(cookies, token, url.protocol === 'https:');
			chooseWorkspace(event, workspaceId);
		} catch (error) {
			return refused(error, typed);
		}
		redirect(303, '/');
	},

	/** Somebody who is signed in. */
	join: async (event) => {
		const { locals, params } = event;
		try {
			if (locals.session === null) throw unauthenticated();
			const { workspaceId } = await locals.app.invitations.acceptAs(params.token, locals.session.userId);
			chooseWorkspace(event, workspaceId);
		} catch (error) {
			return refused(error, {});
		}
		redirect(303, '/');
	}
};

const YEAR = 365 * 24 * 60 * 60;

function chooseWorkspace({ cookies, url }: RequestEvent, workspaceId: string): void {
	cookies.set(WORKSPACE_COOKIE, workspaceId, {
		path: '/',
		maxAge: YEAR,
		sameSite: 'lax',
		httpOnly: true,
		secure: url.protocol === 'https:'
	});
}
