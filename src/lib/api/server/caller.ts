import type { RequestEvent } from '@sveltejs/kit';
import { can, type Action, type Actor } from '#domain/access/index.ts';
import { forbidden, unauthenticated } from '#server/platform/errors.ts';

/**
 * Who calls, as `hooks.server.ts` found out, if they may do this at all. That a request with a cookie comes from a page of
 * ours was judged before it got here, once for pages, API and sockets (`isForged`, server/http/front/request-origin.ts).
 * @throws AppError 401, 403
 */
export function callerOf(event: RequestEvent, permission: Action): Actor {
	const { actor } = event.locals;
	if (actor === null) throw unauthenticated();
	if (!can(actor, permission)) throw forbidden();
	return actor;
}
