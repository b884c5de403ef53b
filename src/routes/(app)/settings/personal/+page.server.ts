import { redirect } from '@sveltejs/kit';
import { cookieMaxAge, cookieName, isLocale } from '#lib/paraglide/runtime.js';
import { asTheme, THEME_COOKIE } from '#lib/theme.ts';
import { readForm } from '#lib/forms/read-form.server.ts';
import { safeNext } from '#server/http/safe-next.ts';
import type { Actions } from './$types';

/** Both cookies are read by script as well, so that a change is seen at once. */
const readable = (url: URL) =>
	({ path: '/', maxAge: cookieMaxAge, httpOnly: false, sameSite: 'lax', secure: url.protocol === 'https:' }) as const;

export const actions = {
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
