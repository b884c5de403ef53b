import { describe, expect, it } from 'vitest';
import { Part } from './part.svelte.ts';

/** A part whose attempts end as told; each links anew first. */
function aPart() {
	const attempts: PromiseWithResolvers<{ name: string }>[] = [];
	const relinked: number[] = [];
	const linked = new Set(['/board.css']);
	const lacking = new Set<string>();
	const part = new Part(
		() => {
			const attempt = Promise.withResolvers<{ name: string }>();
			attempts.push(attempt);
			linked.add('/part.css');
			return attempt.promise;
		},
		{
			relink: () => {
				relinked.push(attempts.length);
				return Promise.resolve();
			},
			linked: () => new Set(linked),
			lack: (addresses) => [...addresses].some((address) => lacking.has(address))
		}
	);
	const begun = (n: number) => expect.poll(() => attempts.length).toBe(n);
	return { part, attempts, relinked, lacking, begun };
}

describe('a part that is fetched when first needed', () => {
	it('is fetched once, however many ask, and then is there', async () => {
		const { part, attempts, begun } = aPart();
		const both = Promise.all([part.fetch(), part.fetch()]);
		await begun(1);
		attempts[0]!.resolve({ name: 'Help' });
		expect(await both).toEqual([true, true]);
		expect(part.module).toEqual({ name: 'Help' });
		expect(await part.fetch()).toBe(true);
		expect(attempts).toHaveLength(1);
	});

	it('says when it did not come, and comes when asked for again, styles that were missing too', async () => {
		const { part, attempts, relinked, begun } = aPart();
		const first = part.fetch();
		await begun(1);
		attempts[0]!.reject(new TypeError('Failed to fetch'));
		expect(await first).toBe(false);
		expect([part.failed, part.module]).toEqual([true, null]);
		const second = part.fetch();
		await begun(2);
		expect(part.failed).toBe(false);
		attempts[1]!.resolve({ name: 'Help' });
		expect(await second).toBe(true);
		expect(part.failed).toBe(false);
		expect(relinked).toEqual([0, 1]);
	});

	it('has not come without its own styles; those of others do not hold it up', async () => {
		const { part, attempts, lacking, begun } = aPart();
		const first = part.fetch();
		await begun(1);
		attempts[0]!.reject(new TypeError('Failed to fetch'));
		await first;
		lacking.add('/part.css');
		expect(await part.fetch()).toBe(false);
		expect(part.failed).toBe(true);
		expect(attempts).toHaveLength(1);
		lacking.clear();
		lacking.add('/board.css');
		const third = part.fetch();
		await begun(2);
		attempts[1]!.resolve({ name: 'Help' });
		expect(await third).toBe(true);
	});

	it('is asked for in another way when it failed before: browsers may keep a failure', async () => {
		const errors: unknown[] = [];
		const styles = { relink: () => Promise.resolve(), linked: () => new Set<string>(), lack: () => false };
		const failure = new TypeError('Failed to fetch');
		const part = new Part<{ name: string }>(
			() => Promise.reject(failure),
			styles,
			(error) => {
				errors.push(error);
				return Promise.resolve({ name: 'Help' });
			}
		);
		expect(await part.fetch()).toBe(false);
		expect(errors).toEqual([]);
		expect(await part.fetch()).toBe(true);
		expect(errors).toEqual([failure]);
		expect(part.module).toEqual({ name: 'Help' });
	});
});
