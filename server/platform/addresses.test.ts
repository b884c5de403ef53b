import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isOwnHost } from './addresses.ts';

describe('a name in the Host header gets into links', () => {
	it.each(['localhost', '127.0.0.1', '[::1]', '192.168.1.20', '10.0.0.5', '172.20.1.1', '[fd00::1]'])('%s', (name) =>
		expect(isOwnHost(name)).toBe(true)
	);
	it('the machine’s own', () => expect(isOwnHost(hostname().toLowerCase())).toBe(true));
	it.each([
		'evil.example',
		'6.6.6.6',
		'localhost.evil.example',
		'192.168.1.20.evil.example',
		'172.32.0.1',
		'[2001:db8::1]',
		''
	])('but not %s', (name) => expect(isOwnHost(name)).toBe(false));
});
