import { redirect } from '@sveltejs/kit';
import visit from '#lib/features/survey-runner/visit.ts?worker&url';
import type { RequestHandler } from './$types';

/** So much tells a page of itself at most. */
const MOST = 500;

/** The script that does so: under a short name, since the page's own has no byte too many. */
export const GET: RequestHandler = () => redirect(302, visit);

/** A page says that it is looked at, or that somebody began to answer. Whatever becomes of it, it is told nothing. */
export const POST: RequestHandler = async ({ locals: { app, requestId }, params, request }) => {
	const text = await request.text();
	if (text.length <= MOST) {
		const told = new URLSearchParams(text);
		try {
			await app.responses.visit(
				{
					code: params.code,
					responseId: told.get('r') ?? '',
					ticket: told.get('t') ?? '',
					started: told.has('s')
				},
				request.headers.get('user-agent')
			);
		} catch (err) {
			app.log.error({ err, requestId }, 'a visit could not be counted');
		}
	}
	return new Response(null, { status: 204 });
};
