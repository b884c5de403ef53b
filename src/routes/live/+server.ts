import { identify } from '#server/http/identity.ts';
import type { RequestHandler } from './$types';

/** Proxies close a stream that says nothing for a minute. */
const KEEP_ALIVE = 20_000;

/** Server-sent events of a journey's numbers: `hello`, then `score` for every touchpoint that was answered. */
export const GET: RequestHandler = async ({ locals, url, request }) => {
	const { live } = locals.app;
	const encoder = new TextEncoder();
	const stream = new TransformStream<Uint8Array, Uint8Array>();
	const writer = stream.writable.getWriter();
	let leave = (): void => {};
	let ended = false;

	function end(): void {
		if (ended) return;
		ended = true;
		clearInterval(alive);
		leave();
		// The reader may be gone already; then there is nothing to close.
		writer.close().catch(() => undefined);
	}
	/** A reader that does not keep up is let go: its browser comes back and asks for everything afresh. */
	function write(text: string): void {
		if (ended) return;
		if (writer.desiredSize !== null && writer.desiredSize < -64) return end();
		writer.write(encoder.encode(text)).catch(end);
	}
	const event = (name: string, data: object) => write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
	const recheck = async () => (await identify(locals.app, request.headers, { bearer: false })).actor;

	leave = await live.watch(locals.actor, url.searchParams.get('journey') ?? '', {
		score: (score) => event('score', score),
		end,
		recheck
	});
	const alive = setInterval(() => void stillThere(), KEEP_ALIVE);
	request.signal.addEventListener('abort', end);
	writer.closed.catch(end);
	event('hello', { journeyId: url.searchParams.get('journey') });

	/** A session may also run out without anybody saying so. */
	async function stillThere(): Promise<void> {
		const actor = await recheck().catch(() => null);
		if (actor === null || actor.workspaceId !== locals.actor?.workspaceId) end();
		else write(': still here\n\n');
	}

	return new Response(stream.readable, {
		// no-transform and X-Accel-Buffering: proxies must pass each event on at once.
		headers: {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store, no-transform',
			'x-accel-buffering': 'no'
		}
	});
};
