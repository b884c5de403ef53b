import type { RequestHandler } from './$types';

/** The files by which platforms check that a domain is ours: plain, at the root, without a redirect. */
export const GET: RequestHandler = async ({ locals: { app }, params }) => {
	const text = await app.channels.domainFile(`${params.file}.txt`);
	const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' };
	return text === null ? new Response('Not found', { status: 404, headers }) : new Response(text, { headers });
};
