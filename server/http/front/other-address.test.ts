import { describe, expect, it, vi } from 'vitest';
import { createAddressNotice, hostsOf, otherAddress } from './other-address.ts';

const ours = 'https://wayfelt.example.com';
const set = { originIsSet: true, trustedProxies: 0 };

describe('where a page of ours was opened', () => {
	it.each<[string, Record<string, string>, string[], string | null]>([
		['at our address', { origin: ours }, ['wayfelt.example.com'], null],
		['by its number', { origin: 'http://192.168.1.20:3000' }, ['192.168.1.20:3000'], 'http://192.168.1.20:3000'],
		['without TLS', { origin: 'http://wayfelt.example.com' }, ['wayfelt.example.com'], 'http://wayfelt.example.com'],
		['at another port', { origin: `${ours}:8443` }, ['wayfelt.example.com:8443'], `${ours}:8443`],
		[
			'behind a proxy that changes Host, told by the browser',
			{ origin: 'https://cx.example.com', 'sec-fetch-site': 'same-origin' },
			['app:3000'],
			'https://cx.example.com'
		],
		[
			'told by a file that it loads',
			{ referer: 'http://10.0.0.5:3000/sign-in' },
			['10.0.0.5:3000'],
			'http://10.0.0.5:3000'
		],
		['a foreign page', { origin: 'https://evil.example' }, ['wayfelt.example.com'], null],
		[
			'a foreign page, told by the browser',
			{ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
			['x'],
			null
		],
		['a sandboxed frame', { origin: 'null' }, ['wayfelt.example.com'], null],
		['an app', { origin: 'capacitor://wayfelt.example.com' }, ['wayfelt.example.com'], null],
		['a program', {}, ['10.0.0.5:3000'], null]
	])('%s', (_name, headers, hosts, expected) => expect(otherAddress(headers, ours, hosts)).toBe(expected));

	it('may be what a trusted proxy says, and nobody else', () => {
		const headers = { host: 'app:3000', 'x-forwarded-host': 'CX.example.com' };
		expect(hostsOf({ ...headers }, { ...set, trustedProxies: 1 })).toEqual(['app:3000', 'cx.example.com']);
		expect(hostsOf({ ...headers }, set)).toEqual(['app:3000']);
	});
});

it('is told of once in the log, with both addresses and what to do', () => {
	const log = { warn: vi.fn() };
	const notice = createAddressNotice(set, log);
	for (let n = 0; n < 3; n++) notice('http://10.0.0.5:3000', ours);
	for (let n = 0; n < 99; n++) notice(`http://10.0.1.${n}`, ours);
	expect(log.warn.mock.calls.length).toBe(5);
	expect(log.warn.mock.calls[0]![1]).toMatch(/http:\/\/10\.0\.0\.5:3000.*https:\/\/wayfelt\.example\.com/);
	createAddressNotice({ ...set, originIsSet: false }, log)('https://cx.example.com', 'http://app:3000');
	expect(log.warn.mock.lastCall![1]).toMatch(/Set ORIGIN=https:\/\/cx\.example\.com/);
});
