import { identify } from '#server/areas/people/http/identify.ts';
import type { EndReason } from '#server/areas/results/live.ts';
import type { RequestHandler } from './$types';

/** Proxies close a stream that says nothing for a minute. */
const KEEP_ALIVE = 20_000;

/** Past the end of a session, so that it is over by every clock, ms. */
const JUST_OVER = 250;

/** Where the browser must not come back by itself at once, ms: it would only push out the next stream. */
const COME_BACK_LATE = 300_000;

/**
 * Server-sent events of a journey's numbers, for programs (a screen on the wall, a script): `hello`, then `score` for
 * every touchpoint that was answered, and `end` with the reason when nothing more will come. With a session or a token.
 * Our own boards hear the same on their socket: a browser has six connections to an address, and a stream keeps one.
 */
export const GET: RequestHandler = async ({ locals, url, request }) => {
	const { live } = locals.app;
	const encoder = new TextEncoder();
	const stream = new TransformStream<Uint8Array, Uint8Array>();
	const writer = stream.writable.getWriter();
	let leave = (): void => {};
	let ended = false;
	let alive: ReturnType<typeof setTimeout> | undefined;

	function end(): void {
		if (ended) return;
		ended = true;
		clearTimeout(alive);
		leave();
		// The reader may be gone already; then there is nothing to close.
		writer.close().catch(() => undefined);
	}
	function farewell(reason: EndReason): void {
		event('end', { reason });
		if (reason === 'too_many') write(`retry: ${COME_BACK_LATE}\n\n`);
		end();
	}
	/** A reader that does not keep up is let go: its browser comes back and asks for everything afresh. */
	function write(text: string): void {
		if (ended) return;
		if (writer.desiredSize !== null && writer.desiredSize < -64) return end();
		writer.write(encoder.encode(text)).catch(end);
	}
	const event = (name: string, data: object) => write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
	const who = () => identify(locals.app, request.headers, { bearer: true });

	leave = await live.watch(locals.actor, url.searchParams.get('journey') ?? '', {
		score: (score) => event('score', score),
		end: farewell,
		recheck: async () => (await who()).actor
	});
	request.signal.addEventListener('abort', end);
	if (request.signal.aborted) end();
	writer.closed.catch(end);
	event('hello', { journeyId: url.searchParams.get('journey') });

	/** A session may also run out without anybody saying so: looked at now and then, and at the moment it ends. */
	async function stillThere(): Promise<void> {
		const { actor, endsAt } = await who().catch(() => ({ actor: null, endsAt: null }));
		if (actor === null || actor.workspaceId !== locals.actor?.workspaceId) return farewell('access');
		write(': still here\n\n');
		if (ended) return;
		const left = endsAt === null ? KEEP_ALIVE : endsAt.getTime() - Date.now() + JUST_OVER;
		alive = setTimeout(() => void stillThere(), Math.max(JUST_OVER, Math.min(KEEP_ALIVE, left)));
	}
	void stillThere();

	return new Response(stream.readable, {
		// no-transform and X-Accel-Buffering: proxies must pass each event on at once.
		headers: {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store, no-transform',
			'x-accel-buffering': 'no'
		}
	});
};
