import { identify } from '#server/areas/people/http/identify.ts';
import { eventStream } from '#server/http/event-stream.ts';
import { notFound } from '#server/platform/errors.ts';
import type { RequestHandler } from './$types';

/** What the chat of the demo's phone shows, with every change. */
export const GET: RequestHandler = ({ locals: { app, actor }, request }) => {
	const { demoPhones } = app;
	if (demoPhones === null) throw notFound();
	const send = (): void => stream.send('phone', demoPhones.state(actor));
	let leave = (): void => {};
	const stream = eventStream({
		signal: request.signal,
		async still(open) {
			const { actor: now } = await identify(app, request.headers, { bearer: false });
			if (now?.userId !== actor?.userId) open.end();
		},
		ended: () => leave()
	});
	leave = demoPhones.watch(actor, send);
	send();
	return stream.response;
};
