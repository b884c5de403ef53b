import { redirect } from '@sveltejs/kit';
import { readForm } from '#lib/forms/read-form.server.ts';
import { storable } from '#domain/shared/storable.ts';
import type { RequestHandler } from './$types';

/** Takes a PIN, and leads to the survey that it opens, or back with what is wrong; the rest of the address stays. */
export const POST: RequestHandler = async ({ locals, params, url, request, getClientAddress }) => {
	const fields = new Map(await readForm(request));
	const pin = fields.get('pin');
	const query = new URLSearchParams(url.searchParams);
	for (const own of ['_k', '_wrong']) query.delete(own);
	const given = typeof pin === 'string' ? storable(pin).slice(0, 100) : '';
	const pass = await locals.app.responses.enter(params.code, given, getClientAddress());
	if (typeof pass === 'string') query.set('_k', pass);
	else query.set('_wrong', pass === null ? '' : String(pass.wait));
	redirect(303, `/s/${encodeURIComponent(params.code)}?${query.toString()}`);
};
