import { describe, expect, it } from 'vitest';
import { Part } from './part.svelte.ts';

/** A part whose attempts end as told. */
function aPart() {
	const attempts: PromiseWithResolvers<{ name: string }>[] = [];
	const mended: number[] = [];
	const part = new Part(
		() => {
			const attempt = Promise.withResolvers<{ name: string }>();
			attempts.push(attempt);
			return attempt.promise;
		},
		() => {
			mended.push(attempts.length);
			return Promise.resolve();
		}
	);
	return { part, attempts, mended };
}

describe('a part that is fetched when first needed', () => {
	it('is fetched once, however many ask, and then is there', async () => {
		const { part, attempts } = aPart();
		const both = Promise.all([part.fetch(), part.fetch()]);
		attempts[0]!.resolve({ name: 'Help' });
		expect(await both).toEqual([true, true]);
		expect(part.module).toEqual({ name: 'Help' });
		expect(await part.fetch()).toBe(true);
		expect(attempts).toHaveLength(1);
	});

	it('says when it did not come, and comes when asked for again, styles that were missing too', async () => {
		const { part, attempts, mended } = aPart();
		const first = part.fetch();
		attempts[0]!.reject(new TypeError('Failed to fetch'));
		expect(await first).toBe(false);
		expect([part.failed, part.module]).toEqual([true, null]);
		const second = part.fetch();
		await Promise.resolve();
		await Promise.resolve();
		expect(part.failed).toBe(false);
		attempts[1]!.resolve({ name: 'Help' });
		expect(await second).toBe(true);
		expect(part.failed).toBe(false);
		expect(mended).toEqual([1]);
	});
});
