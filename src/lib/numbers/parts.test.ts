import { describe, expect, it } from 'vitest';
import { aScore } from '#lib/charts/score.fixture.ts';
import { barsOf, partsOf } from './parts.ts';

describe('parts of a score', () => {
	it('splits NPS into promoters, passives and detractors', () => {
		const score = aScore({ n: 10, histogram: [1, 0, 0, 0, 0, 0, 1, 2, 1, 2, 3] });
		expect(partsOf(score).map(({ tone, count }) => [tone, count])).toEqual([
			['good', 5],
			['mid', 3],
			['bad', 2]
		]);
		expect(barsOf(score)).toHaveLength(11);
	});

	it('counts the hard cases of effort as bad', () => {
		const score = aScore({ metric: 'ces-effort5', n: 6, histogram: [0, 1, 1, 1, 2, 1, 0, 0, 0, 0, 0] });
		expect(barsOf(score).map((bar) => bar.tone)).toEqual(['good', 'good', 'mid', 'bad', 'bad']);
		expect(partsOf(score).map(({ tone, count }) => [tone, count])).toEqual([
			['good', 2],
			['mid', 1],
			['bad', 3]
		]);
	});

	it('counts low satisfaction as bad, and on two points nothing as neither', () => {
		const score = aScore({ metric: 'csat', n: 15, histogram: [0, 1, 2, 3, 4, 5, 0, 0, 0, 0, 0] });
		expect(barsOf(score).map((bar) => bar.tone)).toEqual(['bad', 'bad', 'mid', 'good', 'good']);
		const binary = aScore({
			metric: 'csat',
			scale: { min: 0, max: 1 },
			n: 5,
			histogram: [2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
		});
		expect(partsOf(binary).map(({ tone, count }) => [tone, count])).toEqual([
			['good', 3],
			['bad', 2]
		]);
	});

	it('has none for a plain rating or when too few answered', () => {
		expect(partsOf(aScore({ metric: 'rating', histogram: [0, 1, 2, 3, 4, 5, 0, 0, 0, 0, 0] }))).toEqual([]);
		expect(partsOf(aScore({ histogram: [] }))).toEqual([]);
	});
});
