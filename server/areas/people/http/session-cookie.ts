/** The session as the browser holds it: Better Auth's signed token, under a name and attributes of ours. */
export interface SessionToken {
	/** As it stands in the Cookie header, URL-encoding undone. */
	readonly value: string;
	/** Seconds. */
	readonly maxAge: number;
}

/** The part of Kit's `event.cookies` used here. */
export interface CookieJar {
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
const WORKSPACE_COOKIE = 'wayfelt_workspace';
const SESSION_COOKIE = 'wayfelt_session';

/**
 * Behind TLS the browser itself refuses a `__Host-` cookie that a neighbouring sub-domain tries to plant; there no other
 * is taken, not even when the protected one is missing.
 * @param headers of a request that has come through settleOrigin, which says by which protocol people come
 */
export const hostCookie = (name: string, headers: Headers): string => named(name, isSecure(headers));

const isSecure = (headers: Headers): boolean => headers.get('x-forwarded-proto') === 'https';
const named = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);

const attributes = (secure: boolean): CookieAttributes => ({ path: '/', httpOnly: true, sameSite: 'lax', secure });

/** @param secure the person's address begins with https */
export function setSessionCookie(cookies: CookieJar, token: SessionToken, secure: boolean): void {
	cookies.set(named(SESSION_COOKIE, secure), token.value, { ...attributes(secure), maxAge: token.maxAge });
}

export function clearSessionCookie(cookies: CookieJar, secure: boolean): void {
	cookies.delete(named(SESSION_COOKIE, secure), attributes(secure));
}

/** The signed token of a request, from its Cookie header. */
export const readSessionToken = (headers: Headers): string | null =>
	readCookie(headers, hostCookie(SESSION_COOKIE, headers));

const YEAR = 365 * 24 * 60 * 60;

export function setWorkspaceCookie(cookies: CookieJar, workspaceId: string, secure: boolean): void {
	cookies.set(named(WORKSPACE_COOKIE, secure), workspaceId, { ...attributes(secure), maxAge: YEAR });
}

export const readWorkspaceCookie = (headers: Headers): string | null =>
	readCookie(headers, hostCookie(WORKSPACE_COOKIE, headers));

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
