import { betterAuth } from 'better-auth';
import { parseSetCookieHeader } from 'better-auth/cookies';
import { isAppError } from '../../platform/errors.ts';
import { AUTH_COOKIE, authOptions } from './auth-options.ts';
import type { AuthDeps, Source } from './auth.ts';
import { readSessionToken, type SessionToken } from './http/session-cookie.ts';

export type Better = ReturnType<typeof createBetter>;

/** Better Auth's core; its HTTP routes are not mounted. */
export function createBetter({ db, newId, secret, origin, passwords, log }: AuthDeps) {
	const base = authOptions(db.system, newId);
	return betterAuth({
		...base,
		secret,
		baseURL: origin,
		emailAndPassword: { ...base.emailAndPassword, password: passwords },
		logger: { level: 'error', log: (_level, message, ...details) => log.error({ details }, `sign-in: ${message}`) }
	});
}

/** What Better Auth hides in an error of its own: that the database is away is known, and when to come back. */
export async function known<T>(asked: Promise<T>): Promise<T> {
	try {
		return await asked;
	} catch (error) {
		const { cause } = error as { cause?: unknown };
		throw isAppError(cause) ? cause : error;
	}
}

/** The request as Better Auth wants to see it: the session under its own cookie name, and nothing else. */
export function betterCookie(headers: Headers): Headers | null {
	const value = readSessionToken(headers);
	return value === null ? null : new Headers({ cookie: `${AUTH_COOKIE}=${encodeURIComponent(value)}` });
}

/** What the session remembers of the browser. */
export const agent = (source: Source): Headers =>
	new Headers(source.userAgent ? { 'user-agent': source.userAgent.slice(0, 300) } : {});

/** The session that an answer of Better Auth gives to the browser, if it does. */
export function tokenIn(headers: Headers): SessionToken | null {
	const cookie = parseSetCookieHeader(headers.get('set-cookie') ?? '').get(AUTH_COOKIE);
	const maxAge = Number(cookie?.['max-age'] ?? 0);
	return cookie && cookie.value !== '' && maxAge > 0 ? { value: cookie.value, maxAge } : null;
}

export function tokenOf(headers: Headers): SessionToken {
	const token = tokenIn(headers);
	if (token === null) throw new Error('Better Auth answered without a session cookie');
	return token;
}
