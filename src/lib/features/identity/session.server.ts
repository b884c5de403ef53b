import type { RequestEvent } from '@sveltejs/kit';
import { cookieMaxAge, cookieName } from '#lib/paraglide/runtime.js';
import type { Locale } from '#domain/shared/locale.ts';

/** The language of the interface on this device; readable by script, since the interface switches it too. */
export function rememberLocale({ cookies, url }: RequestEvent, locale: Locale): void {
	cookies.set(cookieName, locale, {
		path: '/',
		maxAge: cookieMaxAge,
		sameSite: 'lax',
		httpOnly: false,
		secure: url.protocol === 'https:'
	});
}
