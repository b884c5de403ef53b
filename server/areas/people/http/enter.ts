import type { SignedIn, Source } from '../auth.ts';
import { readDevice, setDeviceCookie } from './device-cookie.ts';
import { setSessionCookie, setWorkspaceCookie, type CookieJar } from './session-cookie.ts';

/** The part of Kit's events used here. */
interface Page {
	readonly url: URL;
	readonly cookies: CookieJar;
}

/** Where a request comes from, as sign-in counts it. */
export const sourceOf = (event: { readonly request: Request; getClientAddress(): string }): Source => ({
	address: event.getClientAddress(),
	userAgent: event.request.headers.get('user-agent'),
	device: readDevice(event.request.headers)
});

/** Gives the browser its session, and what it keeps after that has ended: that this person signs in on this device. */
export function enter({ cookies, url }: Page, { token, device }: SignedIn): void {
	const secure = url.protocol === 'https:';
	setSessionCookie(cookies, token, secure);
	setDeviceCookie(cookies, device, secure);
}

/** Which of their workspaces a member of several is looking at from now on. */
export const chooseWorkspace = ({ cookies, url }: Page, workspaceId: string): void =>
	setWorkspaceCookie(cookies, workspaceId, url.protocol === 'https:');
