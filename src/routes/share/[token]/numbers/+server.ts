import { unauthenticated } from '#server/platform/errors.ts';
import { numbersOf, visit } from '../shared.ts';
import type { RequestHandler } from './$types';

/** The numbers of a link for a page that stays open: a wall asks again without being drawn anew. */
export const GET: RequestHandler = async (event) => {
	const { link, mayEnter } = await visit(event);
	if (!mayEnter) throw unauthenticated();
	const { given } = await numbersOf(event.locals.app, link, event.url.searchParams);
	return Response.json(given.view);
};
