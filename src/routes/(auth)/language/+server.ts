import { isLocale } from '#domain/shared/locale.ts';
import { rememberLocale } from '#lib/features/identity/session.server.ts';
import { keepTyped } from '#lib/features/identity/typed.server.ts';
import { readForm } from '#server/http/read-form.ts';
import { safeNext } from '#server/http/safe-next.ts';
import type { RequestHandler } from './$types';

/**
 * The language switch of the pages before sign-in: works without script, also as a second way to send their form. Then
 * what was typed comes along.
 */
export const POST: RequestHandler = async (event) => {
	const form = await readForm(event.request);
	const locale = form.get('locale');
	const here = safeNext(event.url.searchParams.get('here'));
	if (isLocale(locale)) rememberLocale(event, locale);
	keepTyped(event.cookies, form, new URL(here, event.url));
	return new Response(null, { status: 303, headers: { location: here } });
};
