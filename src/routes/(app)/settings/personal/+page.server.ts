import { fail, redirect } from '@sveltejs/kit';
import { readForm as readFields, refused } from '#lib/features/identity/actions.server.ts';
import { readForm } from '#lib/forms/read-form.server.ts';
import { cookieMaxAge, cookieName, isLocale } from '#lib/paraglide/runtime.js';
import { asTheme, THEME_COOKIE } from '#lib/theme.ts';
import { unauthenticated } from '#server/platform/errors.ts';
import { chooseWorkspace, sourceOf } from '#server/areas/people/http/enter.ts';
import { safeNext } from '#server/http/safe-next.ts';
import { setSessionCookie } from '#server/areas/people/http/session-cookie.ts';
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

/** Both cookies are read by script as well, so that a change is seen at once. */
const readable = (url: URL) =>
	({ path: '/', maxAge: cookieMaxAge, httpOnly: false, sameSite: 'lax', secure: url.protocol === 'https:' }) as const;

export const actions = {
	profile: async (event) => {
		const { locals, request } = event;
		const typed = await readFields(request, ['name']);
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
		const typed = await readFields(request, ['current', 'next']);
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
		const { workspaceId } = await readFields(event.request, ['workspaceId']);
		if (locals.session === null) throw unauthenticated();
		const mine = await locals.app.members.workspacesOf(locals.session.userId);
		if (!mine.some((one) => one.workspaceId === workspaceId)) return fail(404, { about: 'profile' as const });
		chooseWorkspace(event, workspaceId);
		redirect(303, '/');
	},

	/** The language is the person's, on every device; the cookie is for the pages before they sign in. */
	language: async ({ locals: { app, session }, request, cookies, url }) => {
		const form = await readForm(request);
		const locale = form.get('locale');
		if (isLocale(locale)) {
			if (session !== null) await app.auth.updateProfile(session, { locale });
			cookies.set(cookieName, locale, readable(url));
		}
		redirect(303, safeNext(String(form.get('next') ?? '/settings/personal')));
	},

	/** Without script; with it, the page changes the cookie itself. */
	theme: async ({ request, cookies, url }) => {
		const form = await readForm(request);
		cookies.set(THEME_COOKIE, asTheme(String(form.get('theme'))), readable(url));
		redirect(303, '/settings/personal');
	}
} satisfies Actions;

/** Several forms stand on this page: the answer names the one it belongs to. */
const about = <A extends 'profile' | 'password'>(form: A, { status, data }: ReturnType<typeof refused>) =>
	fail(status, { about: form, ...data });
