import { describe, expect, it } from 'vitest';
import { newDefinition, sameSeries } from '../definition.ts';
import { MAX_SCORE } from '../histogram.ts';
import { score } from '../score.ts';
import { defaultScale, hasScale, isMetricId, metricIds, metricKind } from './index.ts';

describe.each(metricIds.map((id) => [id, metricKind(id)] as const))('metric kind %s', (id, kind) => {
	it('goes by its own name', () => {
		expect(kind.id).toBe(id);
		expect(isMetricId(id)).toBe(true);
	});

	it.each(kind.scales.map((scale) => [`${scale.min}–${scale.max}`, scale] as const))('is whole on %s', (_, scale) => {
		expect(scale.min).toBeGreaterThanOrEqual(0);
		expect(scale.max).toBeLessThanOrEqual(MAX_SCORE);
		expect(scale.min).toBeLessThan(scale.max);
		expect(hasScale(kind, scale)).toBe(true);

		const rule = kind.boxRule(scale);
		if (kind.valueKind !== 'mean' || kind.secondary === 'share') expect(rule).not.toBeNull();
		for (const [from, to] of [rule?.hits, rule?.misses].filter((range) => range !== undefined)) {
			expect(from).toBeLessThanOrEqual(to);
			expect(from).toBeGreaterThanOrEqual(scale.min);
			expect(to).toBeLessThanOrEqual(scale.max);
		}
		expect(rule?.misses !== undefined).toBe(kind.valueKind === 'nps');

		// Targets can be reached: best and worst answers fall on different sides of them.
		const best = score({ metric: id, scale }, { [kind.direction === 'high' ? scale.max : scale.min]: 50 });
		const worst = score({ metric: id, scale }, { [kind.direction === 'high' ? scale.min : scale.max]: 50 });
		const target = kind.defaultTarget(scale);
		const sign = kind.direction === 'high' ? 1 : -1;
		expect(sign * (best.value! - target)).toBeGreaterThan(0);
		expect(sign * (worst.value! - target)).toBeLessThan(0);
		expect(kind.margin).toBeGreaterThan(0);
	});

	it('makes definitions', () => {
		const definition = newDefinition({ id: 'd', metric: id, wording: { en: 'How was it?' } });
		expect(definition).toMatchObject({
			metric: id,
			scale: defaultScale(id),
			direction: kind.direction,
			margin: kind.margin
		});
		expect(() => newDefinition({ id: 'd', metric: id, wording: {}, scale: { min: 3, max: 4 } })).toThrow(RangeError);
	});
});

describe('a definition is a lock', () => {
	const base = newDefinition({
		id: 'one',
		metric: 'csat',
		wording: { en: 'How satisfied were you?', 'zh-CN': '您有多满意？' }
	});

	it('new ids and targets stay in the series, new meaning leaves it', () => {
		expect(sameSeries(base, { ...base, id: 'two', target: 90, margin: 5 } as typeof base)).toBe(true);
		expect(sameSeries(base, { ...base, wording: { en: 'Were you happy?' } })).toBe(false);
		expect(sameSeries(base, { ...base, wording: { ...base.wording, 'zh-CN': '满意吗？' } })).toBe(false);
		expect(sameSeries(base, { ...base, boxRule: { hits: [5, 5] } })).toBe(false);
		expect(sameSeries(base, { ...base, boxRule: null })).toBe(false);
		expect(sameSeries(base, { ...base, scale: { min: 1, max: 7 } })).toBe(false);
		expect(sameSeries(base, { ...base, direction: 'low' })).toBe(false);
		expect(
			sameSeries(
				newDefinition({ id: 'a', metric: 'ces-effort5', wording: {} }),
				newDefinition({ id: 'b', metric: 'ces-ease7', wording: {} })
			)
		).toBe(false);
	});
});
