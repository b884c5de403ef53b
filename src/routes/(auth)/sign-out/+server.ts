import { readForm } from '#server/http/read-form.ts';
import { safeNext } from '#server/http/safe-next.ts';
import { clearSessionCookie } from '#server/areas/people/http/session-cookie.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, request, cookies, url }) => {
	const next = (await readForm(request)).get('next');
	await locals.app.auth.signOut(request.headers);
	clearSessionCookie(cookies, url.protocol === 'https:');
	return new Response(null, {
		status: 303,
		headers: {
			location: typeof next === 'string' ? safeNext(next) : '/sign-in',
			// What the board keeps on this device for offline work is this person's, not the next one's.
			'clear-site-data': '"storage"'
		}
	});
};
