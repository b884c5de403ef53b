import { describe, expect, it } from 'vitest';
import { readDevice } from './device-cookie.ts';
import {
	clearSessionCookie,
	readCookie,
	readSessionToken,
	readWorkspaceCookie,
	setSessionCookie,
	setWorkspaceCookie
} from './session-cookie.ts';

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
		setWorkspaceCookie(cookie, 'w', true);
		const shared = { path: '/', httpOnly: true, sameSite: 'lax' };
		expect(cookie.calls).toEqual([
			['__Host-wayfelt_session', 'a.b', { ...shared, secure: true, maxAge: 60 }],
			['wayfelt_session', 'a.b', { ...shared, secure: false, maxAge: 60 }],
			['__Host-wayfelt_session', { ...shared, secure: true }],
			['__Host-wayfelt_workspace', 'w', { ...shared, secure: true, maxAge: 31_536_000 }]
		]);
	});

	it('is behind TLS read by its protected name only: the other one a neighbouring sub-domain may have planted', () => {
		const secure = (cookie: string): Headers => new Headers({ cookie, 'x-forwarded-proto': 'https' });
		expect(readSessionToken(secure('wayfelt_session=planted; __Host-wayfelt_session=real'))).toBe('real');
		expect(readSessionToken(secure('wayfelt_session=planted'))).toBeNull();
		expect(readWorkspaceCookie(secure('wayfelt_workspace=planted'))).toBeNull();
		expect(readDevice(secure('wayfelt_device=planted'))).toBeNull();
		expect(readWorkspaceCookie(secure('__Host-wayfelt_workspace=mine'))).toBe('mine');
		expect(readDevice(secure('__Host-wayfelt_device=mine'))).toBe('mine');
	});

	it('is read by its plain name on plain http', () => {
		expect(readSessionToken(cookies('x=1; wayfelt_session=a.b%3D'))).toBe('a.b=');
		expect(readSessionToken(cookies('my_wayfelt_session=x; wayfelt_session2=y'))).toBeNull();
		expect(readSessionToken(new Headers())).toBeNull();
		expect(readDevice(cookies('wayfelt_device=d'))).toBe('d');
	});

	it('takes no harm from nonsense', () => {
		expect(readCookie(cookies('a; =b; c=%E0%A4%A; d=%41'), 'c')).toBeNull();
		expect(readCookie(cookies('a; =b; c=%E0%A4%A; d=%41'), 'd')).toBe('A');
	});
});
