import { describe, expect, it, vi } from 'vitest';
import { createProxyNotice } from './proxy-notice.ts';

const noticed = (trustedProxies: number, ...requests: [Record<string, string>, string][]) => {
	const warn = vi.fn();
	const notice = createProxyNotice(trustedProxies, { warn });
	for (const [headers, client] of requests) notice(headers, client);
	return warn.mock.calls;
};

describe('a proxy that was not declared', () => {
	it.each(['x-forwarded-for', 'forwarded', 'x-real-ip'])('is noticed by %s, once, with what to do', (header) => {
		const request: [Record<string, string>, string] = [{ [header]: '198.51.100.7' }, '10.0.0.1'];
		const calls = noticed(0, [{}, '10.0.0.1'], request, request);
		expect(calls).toHaveLength(1);
		expect(calls[0]![0]).toEqual({ header, from: '10.0.0.1', trustedProxies: 0 });
		expect(calls[0]![1]).toMatch(/TRUSTED_PROXIES/);
	});

	it('is noticed behind a declared one', () => {
		expect(noticed(1, [{ 'x-forwarded-for': '198.51.100.7, 10.0.0.2' }, '10.0.0.2'])).toHaveLength(1);
	});

	it('is not imagined', () => {
		expect(noticed(0, [{}, '10.0.0.1'])).toEqual([]);
		expect(noticed(1, [{ 'x-forwarded-for': '198.51.100.7' }, '198.51.100.7'])).toEqual([]);
		expect(noticed(1, [{ 'x-forwarded-for': '6.6.6.6, 198.51.100.7' }, '198.51.100.7'])).toEqual([]);
		// A colleague in the same network.
		expect(noticed(1, [{ 'x-forwarded-for': '10.0.0.9' }, '10.0.0.9'])).toEqual([]);
		expect(noticed(2, [{ 'x-forwarded-for': '198.51.100.7, 10.0.0.2' }, '198.51.100.7'])).toEqual([]);
	});
});
