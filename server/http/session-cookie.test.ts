import { describe, expect, it } from 'vitest';
import { clearSessionCookie, readCookie, readSessionToken, setSessionCookie } from './session-cookie.ts';

const jar = () => {
	const calls: unknown[] = [];
	return {
		calls,
		set: (...call: unknown[]) => void calls.push(call),
		delete: (...call: unknown[]) => void calls.push(call)
	};
};
const cookies = (cookie: string): Headers => new Headers({ cookie });

describe('the session cookie', () => {
	it('is out of reach of scripts and other sites, and bound to the host behind TLS', () => {
		const cookie = jar();
		setSessionCookie(cookie, { value: 'a.b', maxAge: 60 }, true);
		setSessionCookie(cookie, { value: 'a.b', maxAge: 60 }, false);
		clearSessionCookie(cookie, true);
		const shared = { path: '/', httpOnly: true, sameSite: 'lax' };
		expect(cookie.calls).toEqual([
			['__Host-wayfelt_session', 'a.b', { ...shared, secure: true, maxAge: 60 }],
			['wayfelt_session', 'a.b', { ...shared, secure: false, maxAge: 60 }],
			['__Host-wayfelt_session', { ...shared, secure: true }]
		]);
	});

	it('is read by either name, the protected one first', () => {
		expect(readSessionToken(cookies('x=1; wayfelt_session=a.b%3D'))).toBe('a.b=');
		expect(readSessionToken(cookies('wayfelt_session=planted; __Host-wayfelt_session=real'))).toBe('real');
		expect(readSessionToken(cookies('my_wayfelt_session=x; wayfelt_session2=y'))).toBeNull();
		expect(readSessionToken(new Headers())).toBeNull();
	});

	it('takes no harm from nonsense', () => {
		expect(readCookie(cookies('a; =b; c=%E0%A4%A; d=%41'), 'c')).toBeNull();
		expect(readCookie(cookies('a; =b; c=%E0%A4%A; d=%41'), 'd')).toBe('A');
	});
});
