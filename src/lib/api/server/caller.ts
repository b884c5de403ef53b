import type { RequestEvent } from '@sveltejs/kit';
import { can, type Action, type Actor } from '#domain/access/index.ts';
import { AppError, forbidden, unauthenticated } from '#server/errors.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Who calls: the bearer of a token, else the session. A token that is sent but not valid is refused –
 * it never falls back to a cookie that happens to be there.
 * @throws AppError 401, 403
 */
export async function callerOf(event: RequestEvent, permission: Action): Promise<Actor> {
	const authorization = event.request.headers.get('authorization');
	const actor = authorization === null ? event.locals.actor : await bearer(event, authorization);
	if (actor === null) throw unauthenticated();
	if (actor.via === 'session' && !safe.has(event.request.method)) requireSameOrigin(event);
	if (!can(actor, permission)) throw forbidden();
	return actor;
}

async function bearer(event: RequestEvent, authorization: string): Promise<Actor | null> {
	if (event.locals.actor?.via === 'token') return event.locals.actor;
	const token = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization)?.[1];
	return token === undefined ? null : await event.locals.app.tokens.actorOf(token);
}

/** A cookie is sent by the browser whoever asks for it: the page that asks must be ours. No Origin counts as foreign. */
function requireSameOrigin(event: RequestEvent): void {
	const { config } = event.locals.app;
	const ours = config.originIsSet ? config.origin : event.url.origin;
	const site = event.request.headers.get('sec-fetch-site');
	if (event.request.headers.get('origin') !== ours || (site !== null && site !== 'same-origin')) throw new AppError(403, 'cross_origin');
}
