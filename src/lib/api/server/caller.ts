import type { RequestEvent } from '@sveltejs/kit';
import { can, type Action, type Actor } from '#domain/access/index.ts';
import { AppError, forbidden, unauthenticated } from '#server/errors.ts';
import { publicOrigin } from './public-origin.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Who calls, as `hooks.server.ts` found out, if they may do this at all.
 * @throws AppError 401, 403
 */
export function callerOf(event: RequestEvent, permission: Action): Actor {
	const { actor } = event.locals;
	if (actor === null) throw unauthenticated();
	if (actor.via === 'session' && !safe.has(event.request.method)) requireSameOrigin(event);
	if (!can(actor, permission)) throw forbidden();
	return actor;
}

/** A cookie is sent by the browser whoever asks for it: the page that asks must be ours. No Origin counts as foreign. */
function requireSameOrigin(event: RequestEvent): void {
	const site = event.request.headers.get('sec-fetch-site');
	if (event.request.headers.get('origin') !== publicOrigin(event) || (site !== null && site !== 'same-origin'))
		throw new AppError(403, 'cross_origin');
}
