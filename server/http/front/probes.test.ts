import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { isProbe, mayReadMetrics } from './probes.ts';

const TOKEN = 'a token of the metrics';
const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
	({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage;

describe('a probe', () => {
	it.each([
		undefined,
		'*/*',
		'text/plain',
		'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1'
	])('is whoever scrapes the metrics: %s', (accept) => expect(isProbe('/metrics', accept)).toBe(true));
	it('is no browser, which comes for the page of that name', () => {
		const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
		expect(isProbe('/metrics', browser)).toBe(false);
		expect(isProbe('/healthz', browser)).toBe(true);
		expect(isProbe('/metrics/more')).toBe(false);
	});
});

describe('the metrics are read', () => {
	it.each(['127.0.0.1', '127.0.0.2', '::1', '::ffff:127.0.0.1'])('by this machine: %s', (address) => {
		expect(mayReadMetrics(from(address), null)).toBe(true);
	});

	it.each(['192.168.1.7', '::ffff:192.168.1.7', 'fe80::1', '203.0.113.9', ''])('by no other: %s', (address) => {
		expect(mayReadMetrics(from(address), null)).toBe(false);
	});

	it.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'])(
		'by nobody through a proxy on this machine that says so by %s',
		(name) => expect(mayReadMetrics(from('127.0.0.1', { [name]: 'localhost' }), null)).toBe(false)
	);

	it('with a token: by its bearer alone, from anywhere', () => {
		expect(mayReadMetrics(from('203.0.113.9', { authorization: `Bearer ${TOKEN}` }), TOKEN)).toBe(true);
		expect(mayReadMetrics(from('127.0.0.1'), TOKEN)).toBe(false);
		expect(mayReadMetrics(from('127.0.0.1', { authorization: `Bearer ${TOKEN}!` }), TOKEN)).toBe(false);
	});
});
