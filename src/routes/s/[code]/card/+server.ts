import type { RequestHandler } from './$types';

/** What the page tells WeChat of itself; nothing where there is no account that may. */
export const GET: RequestHandler = async ({ locals: { app, requestId }, params, url }) => {
	const headers = { 'cache-control': 'no-store' };
	try {
		const card = await app.channels.shareCard(params.code, url.searchParams.get('url') ?? '');
		return card === null ? new Response(null, { status: 204, headers }) : Response.json(card, { headers });
	} catch (err) {
		// A card is nothing that a survey has to wait for, or fail of.
		app.log.error({ err, requestId }, 'a page could not be signed for WeChat');
		return new Response(null, { status: 204, headers });
	}
};
