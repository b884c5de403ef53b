import { describe, expect, it } from 'vitest';
import type { MetricId } from '#domain/metrics/index.ts';
import { formatDifference, formatInterval, formatShortInterval, formatValue } from '#lib/charts/format.ts';
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
		expect(formatInterval('nps', -30.1, -18, 'en')).toBe('−30 … −18');
		expect(formatInterval('csat', 79.1, 85.2, 'en')).toBe('79 … 85%');
		expect(formatInterval('nps', null, null, 'en')).toBe('');
	});

	it('writes it shorter on a card where both sides are equal', () => {
		const short = (metric: MetricId, value: number | null, low: number | null, high: number | null) =>
			formatShortInterval({ metric, value, low, high }, 'en');
		expect(short('ces-ease7', 4.95, 4.68, 5.22)).toBe('±0.27');
		expect(short('nps', -24, -30, -18)).toBe('±6');
		expect(short('nps', 73, 64.6, 79.2)).toBe('+65…+79');
		expect(short('csat', 97, 85, 99)).toBe('85…99%');
		expect(short('nps', null, null, null)).toBe('');
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

	it('shows the series with more answers, never a mixture', () => {
		const small = aScore({ definition: 'a', n: 10 });
		const large = aScore({ definition: 'b', n: 90 });
		const other = aScore({ definition: 'c', metric: 'csat', n: 900 });
		expect(scoreFor([small, large, other], 'nps')).toBe(large);
		expect(scoreFor([other], 'nps')).toBeUndefined();
	});
});
