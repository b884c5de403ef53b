import { parseJson, readBytes } from '#lib/api/server/read-request.ts';
import { notFound } from '#server/platform/errors.ts';
import type { RequestHandler } from './$types';

const LIMIT = 16 * 1024;

/** Something was done with the demo's phone. */
export const POST: RequestHandler = async ({ locals: { app, actor }, request, url }) => {
	const { demoPhones } = app;
	if (demoPhones === null) throw notFound();
	const input = parseJson(await readBytes(request, LIMIT), request.headers.get('content-type'));
	return Response.json(await demoPhones.act(actor, input, url.origin));
};
