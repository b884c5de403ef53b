import { describe, expect, it } from 'vitest';
import { knownDevice, rememberOn } from './device-cookie.ts';

const SECRET = 'a secret that only tests may know';

describe('a device that signed in before', () => {
	it('is known to whoever did, and to nobody else', () => {
		const cookie = rememberOn(SECRET, null, 'ada@example.com');
		const device = knownDevice(SECRET, cookie, 'ada@example.com');
		expect(device).toMatch(/^[\w-]{22}$/);
		expect(knownDevice(SECRET, cookie, 'boss@example.com')).toBeNull();
		expect(knownDevice('another secret of another place', cookie, 'ada@example.com')).toBeNull();
		expect(rememberOn(SECRET, null, 'ada@example.com')).not.toBe(cookie);
	});

	it('remembers several people, the latest eight', () => {
		const people = Array.from({ length: 10 }, (_, at) => `person${at}@example.com`);
		const cookie = people.reduce((kept: string | null, one) => rememberOn(SECRET, kept, one), null);
		const known = people.map((one) => knownDevice(SECRET, cookie, one) !== null);
		expect(known).toEqual([false, false, ...Array<boolean>(8).fill(true)]);
		expect(rememberOn(SECRET, cookie, people[9]!)).toBe(cookie);
	});

	it.each(['', 'x', '.', `${'a'.repeat(22)}`, `${'a'.repeat(22)}.${'b'.repeat(22)}`, '__proto__.x', 'a.b.c'])(
		'is not made up: %j',
		(cookie) => {
			expect(knownDevice(SECRET, cookie, 'ada@example.com')).toBeNull();
			const mended = rememberOn(SECRET, cookie, 'ada@example.com');
			expect(knownDevice(SECRET, mended, 'ada@example.com')).not.toBeNull();
		}
	);
});
