import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isInner, isLoopback, isOwnHost, network, plainAddress } from './addresses.ts';

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

describe('addresses are counted by network', () => {
	it.each([
		['192.0.2.1', '192.0.2.1'],
		['::ffff:192.0.2.1', '192.0.2.1'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
		['2001:DB8:0001:0002::6', '2001:db8:1:2'],
		['2001:db8::6', '2001:db8:0:0'],
		['::1', '0:0:0:0'],
		['::ffff:c000:201', '192.0.2.1'],
		['', ''],
		['1', '1'],
		['fe80::1%eth0', 'fe80:0:0:0']
	])('%s counts as %s', (address, counted) => expect(network(address)).toBe(counted));
});

describe('ranges', () => {
	it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'])('%s is this machine', (address) => {
		expect(isLoopback(address)).toBe(true);
		expect(isInner(address)).toBe(true);
	});
	it.each(['10.1.2.3', '100.64.0.1', '169.254.1.1', 'fe80::1%eth0', 'fd00::1', '::ffff:192.168.1.1'])(
		'%s is of a private network',
		(address) => {
			expect(isLoopback(address)).toBe(false);
			expect(isInner(address)).toBe(true);
		}
	);
	it.each(['203.0.113.9', '2001:db8::1', '128.0.0.1', 'localhost', '127.1', '2130706433', '0x7f.1', ''])(
		'%s is neither',
		(address) => {
			expect(isLoopback(address)).toBe(false);
			expect(isInner(address)).toBe(false);
		}
	);
	it('one address has one spelling, and what is none has none', () => {
		expect(plainAddress('2001:DB8:0:0::1')).toBe('2001:db8::1');
		expect(plainAddress('::ffff:10.0.0.1')).toBe('10.0.0.1');
		expect(plainAddress('127.1')).toBeNull();
	});
});
