import { describe, expect, it } from 'vitest';
import { aScore } from '#lib/charts/score.fixture.ts';
import { band, feltOf, runs, smooth } from './curve.ts';

describe('the emotion curve', () => {
	it('lays each metric from very bad to very good', () => {
		expect(feltOf(aScore({ value: -100, low: -100, high: -100 }))?.value).toBe(-2);
		expect(feltOf(aScore({ metric: 'csat', value: 75, low: 70, high: 80 }))?.low).toBeCloseTo(0.8);
	});

	it('turns effort round: little effort feels good', () => {
		const felt = feltOf(aScore({ metric: 'ces-effort5', value: 1, low: 1, high: 3 }))!;
		expect(felt).toEqual({ value: 2, low: 0, high: 2 });
	});

	it('draws nothing for too few answers', () => {
		expect(feltOf(aScore({ judgement: 'few' }))).toBeNull();
		expect(feltOf(undefined)).toBeNull();
	});

	it('breaks the line where a scene has no value', () => {
		expect(runs([1, 2, null, null, 3])).toEqual([[1, 2], [3]]);
	});

	it('draws lines and bands', () => {
		expect(
			smooth([
				{ x: 0, y: 0 },
				{ x: 10, y: 4 }
			])
		).toBe('M0 0C5 0 5 4 10 4');
		expect(
			band([
				{ x: 0, low: 1, high: 0 },
				{ x: 10, low: 5, high: 4 }
			])
		).toBe('M0 0C5 0 5 4 10 4L10 5C5 5 5 1 0 1Z');
		expect(band([{ x: 0, low: 1, high: 0 }])).toBe('');
	});
});
