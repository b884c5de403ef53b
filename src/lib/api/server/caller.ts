import type { RequestEvent } from '@sveltejs/kit';
import { canSome, type Action, type Actor } from '#domain/access/index.ts';
import { forbidden, unauthenticated } from '#server/platform/errors.ts';

/**
 * Who calls, as `hooks.server.ts` found out, if their role may do this at all: whether to
 * this subject, the service asks, which knows it. That a request with a cookie comes from a page of
 * ours was judged before it got here, once for pages, API and sockets (`isForged`, server/http/front/request-origin.ts).
 * @throws AppError 401, 403
 */
export function callerOf(event: RequestEvent, permission: Action): Actor {
	const { actor } = event.locals;
	if (actor === null) throw unauthenticated();
	if (!canSome(actor, permission)) throw forbidden();
	return actor;
}
