import fc from 'fast-check';
import { expect, it } from 'vitest';
import { completion, wholeStages } from './stages.ts';

it('an answer says of itself that it was begun and opened', () => {
	expect(wholeStages({ views: 0, starts: 0, answers: 3 })).toEqual({ views: 3, starts: 3, answers: 3 });
	expect(wholeStages({ views: 9, starts: 2, answers: 3 })).toEqual({ views: 9, starts: 3, answers: 3 });
	expect(wholeStages({ views: 9, starts: 4, answers: 0 })).toEqual({ views: 9, starts: 4, answers: 0 });
});

it('stages only become fewer, and the rate lies in its interval between nobody and everybody', () => {
	const n = fc.nat({ max: 100_000 });
	fc.assert(
		fc.property(n, n, n, (views, starts, answers) => {
			const whole = wholeStages({ views, starts, answers });
			expect(whole.views).toBeGreaterThanOrEqual(whole.starts);
			expect(whole.starts).toBeGreaterThanOrEqual(whole.answers);
			expect(whole.answers).toBe(answers);
			const rate = completion(whole);
			if (rate === null) return expect(whole.starts).toBe(0);
			expect(0 <= rate.low && rate.low <= rate.value && rate.value <= rate.high && rate.high <= 1).toBe(true);
		})
	);
});

it('completion is Wilson’s: 77 of 102 as in the tables', () => {
	const { value, low, high } = completion({ views: 241, starts: 102, answers: 77 })!;
	expect([value, low, high].map((share) => Math.round(share * 1000))).toEqual([755, 663, 828]);
	expect(completion({ views: 5, starts: 0, answers: 0 })).toBeNull();
});
