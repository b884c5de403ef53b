import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { hostCookie, readCookie, type CookieJar } from './session-cookie.ts';

/**
 * Remembers on a device who has signed in there, so that others' guessing cannot keep them out (see sign-in-limits.ts).
 * It opens nothing: whoever holds it still needs the password.
 * Its value: a random name of the device, and for each account a seal over name and e-mail address.
 */
const DEVICE_COOKIE = 'wayfelt_device';

/** Browsers keep no cookie longer than 400 days. */
const MAX_AGE = 400 * 24 * 60 * 60;
/** People who share a computer. */
const MOST = 8;
const VALUE = /^([\w-]{22})((?:\.[\w-]{22}){1,8})$/;

const sealed = (secret: string, device: string, email: string): string =>
	createHmac('sha256', secret).update(`device\0${device}\0${email}`).digest().subarray(0, 16).toString('base64url');

const same = (a: string, b: string): boolean =>
	a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** As it came with a request; null when there is none. */
export const readDevice = (headers: Headers): string | null => readCookie(headers, hostCookie(DEVICE_COOKIE, headers));

/** The name of the device, if this person has signed in on it before; anybody can write a cookie, but not its seals. */
export function knownDevice(secret: string, cookie: string | null | undefined, email: string): string | null {
	const [, device, seals] = VALUE.exec(cookie ?? '') ?? [];
	if (device === undefined || seals === undefined) return null;
	const own = sealed(secret, device, email);
	return seals
		.slice(1)
		.split('.')
		.some((seal) => same(seal, own))
		? device
		: null;
}

/** The cookie after this person has signed in here; whoever did before stays in it. */
export function rememberOn(secret: string, cookie: string | null | undefined, email: string): string {
	const [, known, seals = ''] = VALUE.exec(cookie ?? '') ?? [];
	const device = known ?? randomBytes(16).toString('base64url');
	const own = sealed(secret, device, email);
	const others = seals.split('.').filter((seal) => seal !== '' && seal !== own);
	return [device, own, ...others.slice(0, MOST - 1)].join('.');
}

export function setDeviceCookie(cookies: CookieJar, value: string, secure: boolean): void {
	const name = secure ? `__Host-${DEVICE_COOKIE}` : DEVICE_COOKIE;
	cookies.set(name, value, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: MAX_AGE });
}
