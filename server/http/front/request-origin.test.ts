import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { clientAddress, isForged, settleOrigin } from './request-origin.ts';

const request = (headers: Record<string, string>, method = 'GET', remoteAddress = '203.0.113.9') =>
	({ method, headers, socket: { remoteAddress } }) as unknown as IncomingMessage;

const open = { origin: 'http://localhost:3000', originIsSet: false, trustedProxies: 0 };
const behind = (trustedProxies: number) => ({ ...open, trustedProxies });
const fixed = { origin: 'https://wayfelt.example.com', originIsSet: true, trustedProxies: 1 };

describe('the origin', () => {
	test('is the host that was asked for', () => {
		const asked = request({ host: '192.168.1.20:3000' });
		expect(settleOrigin(asked, open)).toBe('http://192.168.1.20:3000');
		expect(asked.headers['x-forwarded-proto']).toBe('http');
	});

	test('is ORIGIN, whatever comes from outside', () => {
		const asked = request({ host: 'evil.example', 'x-forwarded-proto': 'http', 'x-forwarded-host': 'evil.example' });
		expect(settleOrigin(asked, fixed)).toBe('https://wayfelt.example.com');
		expect(asked.headers).toMatchObject({ host: 'wayfelt.example.com', 'x-forwarded-proto': 'https' });
	});

	test('does not follow forwarded headers without a trusted proxy', () => {
		const headers = { host: 'localhost:3000', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example' };
		expect(settleOrigin(request({ ...headers }), open)).toBe('http://localhost:3000');
		expect(settleOrigin(request({ ...headers }), behind(1))).toBe('https://evil.example');
	});

	test.each(['', 'a b', 'host/path', 'user@host', 'host:port', '-x', 'a\\b'])('a Host of %j is refused', (host) => {
		expect(settleOrigin(request({ host }), open)).toBeNull();
	});
});

describe("the client's address", () => {
	const chain = { 'x-forwarded-for': '1.1.1.1, 2.2.2.2, 3.3.3.3' };
	test.each([
		[0, '203.0.113.9'],
		[1, '3.3.3.3'],
		[2, '2.2.2.2'],
		[9, '1.1.1.1']
	])('with %i trusted proxies', (proxies, address) => {
		expect(clientAddress(request(chain), proxies)).toBe(address);
	});

	test.each(['<script>', '1', '0x7f.1', '203.0.113', 'unknown', ':80', '[]', '1.2.3.4.5:80', ' , ,'])(
		'is never something else than an address: %j',
		(said) => {
			expect(clientAddress(request({ 'x-forwarded-for': said }, 'GET', '::ffff:10.0.0.1'), 1)).toBe('10.0.0.1');
		}
	);

	test.each([
		['203.0.113.7:4711', '203.0.113.7'],
		['[2001:db8::1]:443', '2001:db8::1'],
		['[2001:db8::1]', '2001:db8::1'],
		['2001:DB8:0::0:1', '2001:db8::1'],
		['::ffff:203.0.113.7', '203.0.113.7'],
		['::ffff:cb00:7107', '203.0.113.7'],
		['6.6.6.6,203.0.113.7\t', '203.0.113.7']
	])('%j is written as %s, however a proxy writes it', (said, address) => {
		expect(clientAddress(request({ 'x-forwarded-for': said }), 1)).toBe(address);
		expect(clientAddress(request({ 'x-forwarded-for': said }), 0)).toBe('203.0.113.9');
	});
});

describe('a forged request', () => {
	const ours = 'https://wayfelt.example.com';
	const cookie = 'session=1';
	test.each<[string, Record<string, string>, boolean]>([
		['from another site', { cookie, origin: 'https://evil.example' }, true],
		['from a sandboxed frame', { cookie, origin: 'null' }, true],
		['from a look-alike', { cookie, origin: 'https://wayfelt.example.com.evil.example' }, true],
		['from a neighbour', { cookie, 'sec-fetch-site': 'same-site', origin: ours }, true],
		['said to be cross-site', { cookie, 'sec-fetch-site': 'cross-site' }, true],
		['from our own page', { cookie, origin: ours }, false],
		[
			'from our own page behind a proxy that changes Host',
			{ cookie, 'sec-fetch-site': 'same-origin', origin: 'https://other' },
			false
		],
		['without a cookie', { origin: 'https://evil.example' }, false],
		['from a program', { cookie }, false]
	])('%s', (_name, headers, forged) => {
		expect(isForged(request(headers, 'POST'), ours)).toBe(forged);
		expect(isForged(request(headers, 'GET'), ours)).toBe(false);
	});

	test('is an upgrade from another site, though it is a GET', () => {
		const upgrade = (headers: Record<string, string>) =>
			isForged(request({ upgrade: 'websocket', cookie, ...headers }), ours);
		expect(upgrade({ origin: 'https://evil.example' })).toBe(true);
		expect(upgrade({ origin: ours, 'sec-fetch-site': 'same-origin' })).toBe(false);
	});
});
