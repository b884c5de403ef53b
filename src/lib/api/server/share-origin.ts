import type { RequestEvent } from '@sveltejs/kit';
import { publicOrigin } from './public-origin.ts';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The address to put into links and QR codes for others. Somebody who tries the program at `localhost` wants a phone in the
 * same network to open them, and there `localhost` is the phone itself.
 */
export function shareOrigin(event: RequestEvent): string {
	const { app } = event.locals;
	const own = publicOrigin(event);
	return !app.config.originIsSet && LOOPBACK.test(event.url.hostname) ? (app.networkOrigin ?? own) : own;
}
