import { isAppError } from '#server/platform/errors.ts';
import { eventStream, gathered } from '#server/http/event-stream.ts';
import { passOf } from '#server/areas/sharing/http/pass-cookie.ts';
import { unauthenticated } from '#server/platform/errors.ts';
import type { RequestHandler } from './$types';

/** Until the link ends, plus what clocks may differ, ms. */
const JUST_OVER = 250;
/** What a timer can wait at most, ms. */
const LONGEST = 2 ** 31 - 1;

/** Server-sent events of a link: `changed` when its numbers may look otherwise, `end` when it lets nobody in any more. */
export const GET: RequestHandler = async ({ locals: { app }, params, cookies, request, getClientAddress }) => {
	const { sharedPages } = app;
	await sharedPages.admit(params.token, getClientAddress());
	const found = await sharedPages.find(params.token);
	const pass = passOf(cookies);
	if (!sharedPages.mayEnter(found, pass)) throw unauthenticated();
	let leave = (): void => {};
	let expiry: ReturnType<typeof setTimeout> | undefined;
	const pulse = gathered(() => stream.send('changed', {}));

	async function decide(): Promise<void> {
		try {
			const now = await sharedPages.find(params.token);
			if (!sharedPages.mayEnter(now, pass)) farewell('password');
			else expires(now.expiresAt);
		} catch (error) {
			if (!isAppError(error)) throw error;
			farewell(error.code);
		}
	}
	function expires(at: Date | null): void {
		clearTimeout(expiry);
		if (at === null) return;
		const left = Math.min(LONGEST, Math.max(0, at.getTime() - Date.now()) + JUST_OVER);
		expiry = setTimeout(() => void recheck(), left);
	}
	const recheck = (): void => void decide().catch(() => stream.end());
	function farewell(reason: string): void {
		stream.send('end', { reason });
		stream.end();
	}
	const stream = eventStream({
		signal: request.signal,
		still: decide,
		ended() {
			clearTimeout(expiry);
			pulse.stop();
			leave();
		}
	});
	leave = sharedPages.watch(found, { changed: pulse.changed, recheck, tooMany: () => farewell('too_many') });
	expires(found.expiresAt);
	stream.send('hello', {});
	return stream.response;
};
