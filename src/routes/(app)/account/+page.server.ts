import { fail, redirect } from '@sveltejs/kit';
import { readForm, refused } from '#lib/features/identity/actions.server.ts';
import { unauthenticated } from '#server/errors.ts';
import { setSessionCookie } from '#server/http/session-cookie.ts';
import { chooseWorkspace, sourceOf } from '#server/http/enter.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { session, actor, app } = locals;
	if (session === null) throw unauthenticated();
	const workspaces = await app.members.workspacesOf(session.userId);
	return {
		name: session.name,
		email: session.email,
		workspaces: workspaces.map((one) => ({ ...one, here: one.workspaceId === actor?.workspaceId }))
	};
};

export const actions: Actions = {
	profile: async (event) => {
		const { locals, request } = event;
		const typed = await readForm(request, ['name']);
		try {
			if (locals.session === null) throw unauthenticated();
			await locals.app.auth.updateProfile(locals.session, typed);
		} catch (error) {
			return about('profile', refused(event, error, typed));
		}
		return { about: 'profile' as const, done: true };
	},

	password: async (event) => {
		const { locals, cookies, request, url } = event;
		const typed = await readForm(request, ['current', 'next']);
		try {
			const token = await locals.app.auth.changePassword(request.headers, typed, sourceOf(event));
			setSessionCookie(cookies, token, url.protocol === 'https:');
		} catch (error) {
			return about('password', refused(event, error, typed));
		}
		return { about: 'password' as const, done: true };
	},

	workspace: async (event) => {
		const { locals } = event;
		const { workspaceId } = await readForm(event.request, ['workspaceId']);
		if (locals.session === null) throw unauthenticated();
		const mine = await locals.app.members.workspacesOf(locals.session.userId);
		if (!mine.some((one) => one.workspaceId === workspaceId)) return fail(404, { about: 'profile' as const });
		chooseWorkspace(event, workspaceId);
		redirect(303, '/');
	}
};

/** Two forms stand on this page: the answer names the one it belongs to. */
const about = <A extends 'profile' | 'password'>(form: A, { status, data }: ReturnType<typeof refused>) =>
	fail(status, { about: form, ...data });
