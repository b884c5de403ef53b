import { describe, expect, it } from 'vitest';
import type { HeatmapMoved } from '#contract/heatmap.ts';
import { movedWords } from './moved-words.ts';

const item: HeatmapMoved['items'][number] = {
	scene: 's',
	metric: 'csat',
	before: 70,
	after: 49,
	difference: -21,
	low: -27,
	high: -15,
	better: false,
	nBefore: 447,
	nAfter: 472,
	since: null,
	cause: null
};
const words = movedWords('en');
const year = new Date().getFullYear();

describe('what is said of a change', () => {
	it('has since when, only where a day can be told', () => {
		expect(words.says(item, 'Pay')).toBe('Pay: CSAT fell from 70% to 49%');
		expect(words.proof(item)).toBe('−21 (−27 … −15), n 447 → 472');
		const on = (day: number) => `${year}-11-${String(day).padStart(2, '0')}`;
		expect(words.proof({ ...item, since: { day: on(9), from: on(9), to: on(9) } })).toBe(
			'−21 (−27 … −15), since Nov 9, n 447 → 472'
		);
		expect(words.proof({ ...item, since: { day: on(9), from: on(7), to: on(12) } })).toBe(
			'−21 (−27 … −15), since about Nov 9 (Nov 7 – Nov 12), n 447 → 472'
		);
	});

	it('has how many places are concerned, the first of them by name', () => {
		const slice = { name: 'North', nBefore: 70, nAfter: 73 };
		const cause = { kind: 'slice', dimension: 'place', share: 0.4, slice } as const;
		const among = { names: ['North', 'South'], of: 9, share: 0.75, nBefore: 140, nAfter: 143 };
		expect(words.cause({ ...item, cause: { ...cause, among } }, null)).toBe(
			'Mostly 2 of 9 places (North, South): 75% of the change, n 140 → 143.'
		);
		const many = { ...among, names: ['A', 'B', 'C', 'D'], share: 1.2 };
		expect(words.cause({ ...item, cause: { ...cause, among: many } }, null)).toBe(
			'Mostly 4 of 9 places (A, B, C, …): 100% of the change, n 140 → 143.'
		);
		expect(words.cause({ ...item, cause: { ...cause, among: null } }, null)).toBe(
			'Mostly North: 40% of the change, n 70 → 73.'
		);
		expect(words.cause(item, 'narrowed')).toContain('With a filter');
		// Nobody looked: that all changed alike would be a claim.
		expect(words.cause(item, 'shared')).toBe('Causes are shown to colleagues only.');
		expect(words.cause(item, null)).toContain('all changed alike');
	});
});
