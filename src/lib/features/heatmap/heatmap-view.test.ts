import { describe, expect, it } from 'vitest';
import type { HeatmapView } from '#contract/heatmap.ts';
import type { ScoreView } from '#domain/metrics/index.ts';
import { aScore } from '#lib/charts/score.fixture.ts';
import { barOf, worstFirst } from './heatmap-view.ts';
import { journeyRows as rowsOf } from './picture.ts';

const csat = (more: Partial<ScoreView>): ScoreView => aScore({ metric: 'csat', target: 80, margin: 10, ...more });

function viewOf(journeys: Readonly<Record<string, readonly (ScoreView | null)[]>>): HeatmapView {
	return {
		window: { from: '2026-01-01', to: '2026-01-30', timeZone: 'UTC' },
		before: { from: '2025-12-02', to: '2025-12-31' },
		minN: 5,
		rankN: 30,
		metrics: ['csat'],
		journeys: Object.entries(journeys).map(([title, scores]) => ({
			id: title,
			title,
			touchpoints: scores.length,
			scenes: scores.map((score, at) => ({
				id: `${title}${at}`,
				title: `Scene ${at}`,
				touchpoints: 1,
				scores: score === null ? [] : [score]
			}))
		})),
		moved: { looked: 0, found: 0, items: [], detectable: null },
		more: false
	};
}

const bad = (high: number, n = 100) =>
	csat({ value: high - 5, low: high - 10, high, n, judgement: 'bad', strong: high < 70 });
const unclear = (value: number) => csat({ value, low: value - 5, high: 85, n: 100, judgement: 'unclear' });
const good = csat({ value: 95, low: 92, high: 97, n: 400, judgement: 'good' });

describe('the worst scene', () => {
	it('is surely short, by most, and rests on enough answers', () => {
		const rows = rowsOf(viewOf({ A: [bad(60), bad(30, 29), unclear(10)], B: [bad(50), good, null] }), 'name', 'en');
		const cells = rows.flatMap((row) => row.cells);
		expect(worstFirst(cells, 30).map(({ id }) => id)).toEqual(['B0', 'A0']);
		expect(worstFirst(cells, 5).map(({ id }) => id)).toEqual(['A1', 'B0', 'A0']);
	});
});

describe('rows', () => {
	const view = viewOf({
		'Nothing yet': [null],
		Fine: [good],
		Doubtful: [unclear(70)],
		'Short a little': [good, bad(78)],
		'Far short': [bad(40)]
	});
	const titles = (...[sorting]: [Parameters<typeof rowsOf>[1]]) =>
		rowsOf(view, sorting, 'en').map(({ title }) => title);

	it('stand with what is surely worst first, what has no number last', () => {
		expect(titles('worst')).toEqual(['Far short', 'Short a little', 'Doubtful', 'Fine', 'Nothing yet']);
	});

	it('stand by name, by answers and by changes that a test found', () => {
		expect(titles('name')).toEqual(['Doubtful', 'Far short', 'Fine', 'Nothing yet', 'Short a little']);
		expect(titles('n')[0]).toBe('Short a little');
		const change = { difference: -8, low: -12, high: -4, n: 90, significant: true };
		const moved = viewOf({
			A: [good],
			B: [csat({ ...good, change: { ...change, difference: 30, significant: false } })],
			C: [csat({ ...good, change })]
		});
		expect(rowsOf(moved, 'change', 'en').map(({ title }) => title)).toEqual(['C', 'A', 'B']);
	});
});

describe('the bar in a cell', () => {
	it('has the target in its middle and good at its right, and ends at its ends', () => {
		expect(barOf(csat({ value: 80, low: 65, high: 95 }))).toEqual({ from: 0.25, to: 0.75, at: 0.5, off: null });
		expect(barOf(bad(20))).toEqual({ from: 0, to: 0, at: 0, off: 'low' });
		const effort = aScore({ metric: 'ces-effort5', direction: 'low', target: 2.5, margin: 0.5 });
		expect(barOf({ ...effort, value: 3, low: 2.5, high: 4 })).toEqual({
			from: 0,
			to: 0.5,
			at: expect.closeTo(1 / 3),
			off: null
		});
		expect(barOf(csat({ value: null, low: null, high: null }))).toBeNull();
	});
});
