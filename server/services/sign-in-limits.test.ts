import { describe, expect, it } from 'vitest';
import { createSignInLimits, network } from './sign-in-limits.ts';

describe('limits of sign-in', () => {
	it('refuses everybody when it cannot count', async () => {
		const broken = {
			consume: () => Promise.reject(new Error('store is down')),
			reward: () => Promise.resolve(),
			delete: () => Promise.resolve()
		};
		const limits = createSignInLimits(() => broken);
		await expect(limits.attempt('a@example.com', '192.0.2.1')).rejects.toMatchObject({ status: 503, code: 'busy' });
	});

	it('says when to come back', async () => {
		const limits = createSignInLimits();
		for (let i = 0; i < 8; i++) await limits.attempt('a@example.com', '192.0.2.1');
		const refused = limits.attempt('a@example.com', '192.0.2.1');
		await expect(refused).rejects.toMatchObject({
			status: 429,
			code: 'too_many_requests',
			retryAfter: expect.any(Number)
		});
		await limits.attempt('b@example.com', '192.0.2.1');
	});

	it('stops one address that tries many accounts', async () => {
		const limits = createSignInLimits();
		for (let i = 0; i < 100; i++) await limits.attempt(`person${i}@example.com`, '2001:db8::1');
		await expect(limits.attempt('one-more@example.com', '2001:db8::ffff')).rejects.toMatchObject({ status: 429 });
		await limits.attempt('one-more@example.com', '2001:db8:0:1::1');
	});

	it.each([
		['192.0.2.1', '192.0.2.1'],
		['::ffff:192.0.2.1', '192.0.2.1'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
		['2001:DB8:0001:0002::6', '2001:db8:1:2'],
		['2001:db8::6', '2001:db8:0:0'],
		['::1', '0:0:0:0'],
		['fe80::1%eth0', 'fe80:0:0:0']
	])('%s counts as %s', (address, counted) => expect(network(address)).toBe(counted));
});
