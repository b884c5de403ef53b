import { describe, expect, it } from 'vitest';
import type { MetricId } from '#domain/metrics/index.ts';
import { formatDay, formatDifference, formatInterval, formatShortInterval, formatValue } from '#lib/charts/format.ts';
import { aScore } from '#lib/charts/score.fixture.ts';
import { heatOf, scoreFor } from '#lib/charts/score-view.ts';

describe('format', () => {
	it('writes NPS with its sign and a true minus', () => {
		expect(formatValue('nps', -24.2, 'en')).toBe('−24');
		expect(formatValue('nps', 41, 'zh-CN')).toBe('+41');
		expect(formatValue('nps', -0.3, 'en')).toBe('0');
	});

	it('writes shares as percent and means with two digits', () => {
		expect(formatValue('csat', 82.4, 'en')).toBe('82%');
		expect(formatValue('ces-ease7', 5.456, 'en')).toBe('5.46');
	});

	it('writes both ends of an interval, or nothing', () => {
		expect(formatInterval('nps', -30.1, -18, 'en')).toBe('−31 … −18');
		expect(formatInterval('csat', 79.1, 85.2, 'en')).toBe('79 … 86%');
		expect(formatInterval('nps', null, null, 'en')).toBe('');
	});

	it('writes the same form shorter on a card', () => {
		const short = (metric: MetricId, low: number | null, high: number | null) =>
			formatShortInterval({ metric, low, high }, 'en');
		expect(short('ces-ease7', 4.68, 5.22)).toBe('4.68…5.22');
		expect(short('nps', -30, -18)).toBe('−30…−18');
		expect(short('csat', 85, 99)).toBe('85…99%');
		expect(short('nps', null, null)).toBe('');
	});

	it('never writes an interval that reads as certain', () => {
		// 5,000 of 5,000: the lower bound is 99.92 %.
		expect(formatInterval('csat', 99.923, 100, 'en')).toBe('99 … 100%');
		expect(formatInterval('csat', 0, 0.077, 'en')).toBe('0 … 1%');
		expect(formatInterval('nps', 99.7, 100, 'en')).toBe('+99 … +100');
		expect(formatInterval('ces-ease7', 5.1 + 0.2, 5.3001, 'en')).toBe('5.30 … 5.31');
		// Where everybody said the same, the answers say nothing about the spread.
		expect(formatInterval('rating', 5, 5, 'en')).toBe('');
	});

	it('names a day, with its year when it is another', () => {
		const now = new Date('2026-11-28T00:00:00Z');
		expect(formatDay('2026-11-27', 'en-GB', now)).toBe('27 Nov');
		expect(formatDay('2015-02-17', 'en', now)).toBe('Feb 17, 2015');
	});

	it('writes differences with their sign', () => {
		expect(formatDifference('nps', 6.2, 'en')).toBe('+6');
		expect(formatDifference('rating', -0.314, 'en')).toBe('−0.31');
	});
});

describe('heat', () => {
	it('is strong only past the margin', () => {
		expect(heatOf(aScore({ judgement: 'good' }))).toBe('good-1');
		expect(heatOf(aScore({ judgement: 'bad', strong: true }))).toBe('bad-2');
		expect(heatOf(aScore({ judgement: 'few' }))).toBe('few');
		expect(heatOf(undefined)).toBe('none');
	});

	it('shows the series that the server puts first, never a mixture', () => {
		const now = aScore({ definition: 'a', n: 10 });
		const before = aScore({ definition: 'b', n: 90, current: false });
		const other = aScore({ definition: 'c', metric: 'csat', n: 900 });
		expect(scoreFor([now, before, other], 'nps')).toBe(now);
		expect(scoreFor([now, before, other], null)).toBe(now);
		expect(scoreFor([other], 'nps')).toBeUndefined();
	});
});
