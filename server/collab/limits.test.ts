import { expect, it } from 'vitest';
import { TokenBucket } from './limits.ts';

it('allows the burst, then the rate', () => {
	const bucket = new TokenBucket(10, 5, 0);
	for (let i = 0; i < 5; i++) expect(bucket.take(1, 0)).toBe(true);
	expect(bucket.take(1, 0)).toBe(false);
	expect(bucket.take(1, 150)).toBe(false);
	expect(bucket.take(1, 400)).toBe(true);
});

it('never holds more than the burst', () => {
	const bucket = new TokenBucket(1_000, 2, 0);
	expect([bucket.take(1, 60_000), bucket.take(1, 60_000), bucket.take(1, 60_000)]).toEqual([true, true, false]);
});
