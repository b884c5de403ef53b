import { readBytes } from '#lib/api/server/read-request.ts';
import type { HookAnswer } from '#server/areas/channels/hooks.ts';
import { isAppError } from '#server/platform/errors.ts';
import type { RequestEvent, RequestHandler } from './$types';

/** What a platform pushes: no session, no JSON, the body as it came – signatures are over its bytes. */

const call = ({ params, url }: RequestEvent) => ({
	kind: params.kind,
	address: params.id,
	query: Object.fromEntries(url.searchParams)
});

const answer = ({ status, type, body }: HookAnswer): Response =>
	new Response(body, { status, headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' } });

export const GET: RequestHandler = async (event) =>
	answer(await event.locals.app.hooks.verify({ ...call(event), body: null }));

export const POST: RequestHandler = async (event) => {
	const { hooks } = event.locals.app;
	return answer(await hooks.receive({ ...call(event), body: await bodyOf(event, hooks.limitOf(event.params.kind)) }));
};

async function bodyOf({ request }: RequestEvent, limit: number): Promise<Uint8Array | null> {
	try {
		return await readBytes(request, limit);
	} catch (error) {
		if (isAppError(error) && error.status === 413) return null;
		throw error;
	}
}
