import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a browser that gave the password is not asked again, ms: a wall runs for weeks. */
export const PASS_MS = 30 * 24 * 60 * 60_000;

interface Guarded {
	readonly id: string;
	readonly passwordHash: string;
}

/** Says that the password of this link was given. Holds for this link and this password alone. */
export const newPass = (secret: string, link: Guarded, now: Date): string => {
	const at = now.getTime().toString(36);
	return `${at}.${seal(secret, link, at).toString('base64url')}`;
};

export function isPass(secret: string, link: Guarded, pass: string, now: Date): boolean {
	const [at = '', sealed = ''] = pass.split('.', 2);
	const given = Buffer.from(sealed, 'base64url');
	const right = seal(secret, link, at);
	const age = now.getTime() - parseInt(at, 36);
	return given.length === right.length && timingSafeEqual(given, right) && age >= -60_000 && age < PASS_MS;
}

const seal = (secret: string, { id, passwordHash }: Guarded, at: string): Buffer =>
	createHmac('sha256', secret).update(`share pass\0${id}\0${passwordHash}\0${at}`).digest();
