import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	aggregate,
	change,
	dense,
	discoveries,
	emptyHistogram,
	merge,
	metricIds,
	metricKind,
	score,
	sparse,
	subtract,
	tally,
	total
} from './index.ts';
import type { MetricId, Scale, ShareScore } from './index.ts';

const cells = metricIds.flatMap((metric) => metricKind(metric).scales.map((scale) => ({ metric, scale })));
const anyCell = fc.constantFrom(...cells);
const scoresOn = ({ min, max }: Scale) => fc.array(fc.integer({ min, max }), { maxLength: 60 });
const cellWithScores = anyCell.chain((cell) =>
	fc.record({ cell: fc.constant(cell), a: scoresOn(cell.scale), b: scoresOn(cell.scale) })
);

describe('histograms', () => {
	it('merging two gives the score of the union of the answers', () => {
		fc.assert(
			fc.property(cellWithScores, ({ cell, a, b }) => {
				expect(score(cell, merge(tally(a), tally(b)))).toEqual(score(cell, tally([...a, ...b])));
			})
		);
	});

	it('subtracting undoes merging, and the two forms are the same thing', () => {
		fc.assert(
			fc.property(cellWithScores, ({ a, b }) => {
				expect(subtract(merge(tally(a), tally(b)), tally(b))).toEqual(tally(a));
				expect(dense(sparse(tally(a)))).toEqual(tally(a));
				expect(total(tally(a))).toBe(a.length);
			})
		);
	});

	it('refuses what cannot be a count', () => {
		expect(() => dense({ 11: 1 })).toThrow(RangeError);
		expect(() => dense({ 1.5: 1 })).toThrow(RangeError);
		expect(() => dense({ 3: -1 })).toThrow(RangeError);
		expect(() => tally([2.5])).toThrow(RangeError);
		expect(() => subtract(tally([1]), tally([2]))).toThrow(RangeError);
		expect(() => score('csat', { 0: 3 })).toThrow(RangeError);
	});
});

describe('values and intervals', () => {
	it('no answers, no value', () => {
		for (const cell of cells) {
			expect(score(cell, emptyHistogram())).toMatchObject({ n: 0, value: null, low: null, high: null });
			expect(change(cell, emptyHistogram(), tally([cell.scale.max]))).toBeNull();
			expect(change(cell, tally([cell.scale.max]), emptyHistogram())).toBeNull();
		}
	});

	it('shares and means lie inside their interval, NPS intervals inside ±100', () => {
		fc.assert(
			fc.property(cellWithScores, ({ cell, a }) => {
				const result = score(cell, tally(a));
				if (result.low === null || result.high === null || result.value === null) return;
				expect(result.low).toBeLessThanOrEqual(result.high);
				if (result.valueKind === 'nps') {
					// The adjustment pulls towards 0, so only the bounds are promised.
					expect(result.low).toBeGreaterThanOrEqual(-100);
					expect(result.high).toBeLessThanOrEqual(100);
					return;
				}
				expect(result.low).toBeLessThanOrEqual(result.value + 1e-9);
				expect(result.high).toBeGreaterThanOrEqual(result.value - 1e-9);
				if (result.valueKind === 'share') {
					expect(result.low).toBeGreaterThanOrEqual(0);
					expect(result.high).toBeLessThanOrEqual(100);
				}
			})
		);
	});

	it('a mean of one answer has a value and no interval', () => {
		expect(score('ces-ease7', { 6: 1 })).toMatchObject({ n: 1, value: 6, sd: null, low: null, high: null });
		expect(change('ces-ease7', { 6: 1 }, { 7: 4, 5: 2 })).toMatchObject({ p: null, significant: false });
	});

	it('counts satisfied answers by the box of the scale', () => {
		const share = (scale: Scale, histogram: Record<string, number>) =>
			score({ metric: 'csat', scale }, histogram).value;
		expect(share({ min: 0, max: 1 }, { 0: 1, 1: 3 })).toBe(75);
		expect(share({ min: 1, max: 3 }, { 1: 1, 2: 1, 3: 2 })).toBe(50);
		expect(share({ min: 1, max: 4 }, { 1: 1, 2: 1, 3: 1, 4: 1 })).toBe(50);
		expect(share({ min: 1, max: 10 }, { 7: 7, 8: 1, 9: 1, 10: 1 })).toBe(30);
	});

	it('uses the box rule a definition locked, not today’s', () => {
		expect(score({ metric: 'csat', boxRule: { hits: [5, 5] } }, { 4: 1, 5: 1 }).value).toBe(50);
	});
});

describe('changes', () => {
	it('turn their sign when the windows are swapped', () => {
		fc.assert(
			fc.property(cellWithScores, ({ cell, a, b }) => {
				const there = change(cell, tally(a), tally(b));
				const back = change(cell, tally(b), tally(a));
				if (there === null || back === null) {
					expect(there).toBe(back);
					return;
				}
				expect(there.difference).toBeCloseTo(-back.difference, 9);
				expect(there.significant).toBe(back.significant);
				if (there.low !== null) expect(there.low).toBeCloseTo(-back.high!, 9);
				if (there.p !== null) expect(there.p).toBeCloseTo(back.p!, 9);
			})
		);
	});

	it('are significant exactly when p is below 5 %', () => {
		fc.assert(
			fc.property(cellWithScores, ({ cell, a, b }) => {
				const found = change(cell, tally(a), tally(b));
				if (found === null || found.p === null || Math.abs(found.p - 0.05) < 1e-9) return;
				expect(found.significant).toBe(found.p < 0.05);
				if (found.low !== null && found.high !== null) expect(found.significant).toBe(found.low > 0 || found.high < 0);
			})
		);
	});

	it('without any spread claims nothing', () => {
		expect(change('rating', { 3: 9 }, { 4: 9 })).toEqual({
			difference: 1,
			low: null,
			high: null,
			p: null,
			significant: false
		});
	});
});

describe('many cells', () => {
	it('Benjamini–Hochberg keeps the order and its own threshold', () => {
		// The worked example of the 1995 paper at 5 %: the four smallest are kept.
		const p = [
			0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1
		];
		expect(discoveries(p, 0.05)).toEqual(p.map((_, at) => at < 4));
		expect(discoveries([0.5, null, 0.001])).toEqual([false, false, true]);
		expect(discoveries([])).toEqual([]);
		// A p value that fails its own rank is carried by a later one that passes.
		expect(discoveries([0.06, 0.07, 0.08])).toEqual([true, true, true]);
	});

	it('scenes and journeys add by definition', () => {
		const slices = [
			{ definitionId: 'a', histogram: tally([5, 5]) },
			{ definitionId: 'b', histogram: tally([9]) },
			{ definitionId: 'a', histogram: tally([1]) }
		];
		expect(aggregate(slices)).toEqual([
			{ definitionId: 'a', histogram: tally([1, 5, 5]) },
			{ definitionId: 'b', histogram: tally([9]) }
		]);
		expect(aggregate([])).toEqual([]);
	});

	it('every metric id is its own kind', () => {
		for (const id of metricIds) expect(metricKind(id).id).toBe(id satisfies MetricId);
	});
});

describe('intervals stay on their scale', () => {
	it.each([
		['ces-ease7', [7, 7, 7, 6, 6, 1], 1, 7],
		['ces-ease7', [1, 1, 1, 1, 7], 1, 7],
		['ces-effort5', [1, 1, 1, 1, 5], 1, 5],
		['rating', [5, 5, 5, 1, 5], 1, 5]
	] as const)('%s %j', (metric, scores, min, max) => {
		const { low, high, value } = score(metric, tally(scores));
		expect(low!).toBeGreaterThanOrEqual(min);
		expect(high!).toBeLessThanOrEqual(max);
		expect(low!).toBeLessThan(value!);
		expect(high!).toBeGreaterThan(value!);
	});

	it('also where the mean stands beside a share, and of any histogram', () => {
		for (const scores of [
			[1, 5],
			[5, 5, 5, 1],
			[1, 1, 1, 5],
			[2, 5, 5, 5, 5, 5]
		]) {
			const { mean } = score('csat', tally(scores)) as ShareScore;
			expect(mean!.low!).toBeGreaterThanOrEqual(1);
			expect(mean!.high!).toBeLessThanOrEqual(5);
		}
	});
});
