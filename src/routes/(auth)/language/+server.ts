import { isLocale } from '#domain/shared/locale.ts';
import { rememberLocale } from '#lib/features/identity/session.server.ts';
import { readForm } from '#server/http/read-form.ts';
import { safeNext } from '#server/http/safe-next.ts';
import type { RequestHandler } from './$types';

/** The language switch of the pages before sign-in: works without script. */
export const POST: RequestHandler = async (event) => {
	const form = await readForm(event.request);
	const locale = form.get('locale');
	const next = form.get('next');
	if (isLocale(locale)) rememberLocale(event, locale);
	return new Response(null, { status: 303, headers: { location: safeNext(typeof next === 'string' ? next : null) } });
};
