import { identify } from '#server/areas/people/http/identify.ts';
import { eventStream, gathered } from '#server/http/event-stream.ts';
import type { RequestHandler } from './$types';

/**
 * Server-sent events for pages that show numbers of many journeys: `changed` when some may look otherwise – at once, then
 * at most every two seconds –, and `end` with the reason when nothing more will come. With a session or a token.
 */
export const GET: RequestHandler = ({ locals, request }) => {
	const { app, actor } = locals;
	let leave = (): void => {};
	const pulse = gathered(() => stream.send('changed', {}));

	async function decide(): Promise<void> {
		const { actor: now } = await identify(app, request.headers, { bearer: true });
		if (now === null || now.workspaceId !== actor?.workspaceId) farewell('access');
	}
	function farewell(reason: 'access' | 'too_many'): void {
		stream.send('end', { reason });
		stream.end();
	}
	const stream = eventStream({
		signal: request.signal,
		still: decide,
		ended() {
			pulse.stop();
			leave();
		}
	});
	leave = app.pulse.watch(actor, {
		changed: pulse.changed,
		recheck: () => void decide().catch(() => stream.end()),
		tooMany: () => farewell('too_many')
	});
	stream.send('hello', {});
	return stream.response;
};
