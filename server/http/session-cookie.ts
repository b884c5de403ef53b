/** The session as the browser holds it: Better Auth's signed token, under a name and attributes of ours. */
export interface SessionToken {
	/** As it stands in the Cookie header, URL-encoding undone. */
	readonly value: string;
	/** Seconds. */
	readonly maxAge: number;
}

/** The part of Kit's `event.cookies` used here. */
interface CookieJar {
	set(name: string, value: string, options: CookieAttributes): void;
	delete(name: string, options: CookieAttributes): void;
}

interface CookieAttributes {
	path: string;
	httpOnly: boolean;
	sameSite: 'lax';
	secure: boolean;
	maxAge?: number;
}

/** Which of their workspaces a member of several is looking at. */
export const WORKSPACE_COOKIE = 'wayfelt_workspace';

/** Behind TLS the browser itself refuses a `__Host-` cookie that a neighbouring sub-domain tries to plant. */
const HOST_COOKIE = '__Host-wayfelt_session';
const PLAIN_COOKIE = 'wayfelt_session';

const attributes = (secure: boolean): CookieAttributes => ({ path: '/', httpOnly: true, sameSite: 'lax', secure });

/** @param secure the person's address begins with https */
export function setSessionCookie(cookies: CookieJar, token: SessionToken, secure: boolean): void {
	cookies.set(secure ? HOST_COOKIE : PLAIN_COOKIE, token.value, { ...attributes(secure), maxAge: token.maxAge });
}

export function clearSessionCookie(cookies: CookieJar, secure: boolean): void {
	cookies.delete(secure ? HOST_COOKIE : PLAIN_COOKIE, attributes(secure));
}

/** The signed token of a request, from its Cookie header; the protected name wins. */
export const readSessionToken = (headers: Headers): string | null =>
	readCookie(headers, HOST_COOKIE) ?? readCookie(headers, PLAIN_COOKIE);

/** One cookie's value, URL-encoding undone; null when it is not there or not decodable. */
export function readCookie(headers: Headers, name: string): string | null {
	for (const pair of (headers.get('cookie') ?? '').split(';')) {
		const at = pair.indexOf('=');
		if (at < 0 || pair.slice(0, at).trim() !== name) continue;
		try {
			return decodeURIComponent(pair.slice(at + 1).trim());
		} catch {
			return null;
		}
	}
	return null;
}
