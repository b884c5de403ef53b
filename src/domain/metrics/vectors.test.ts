import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { change, score, type MetricId } from './index.ts';

interface Vector {
	readonly metric: string;
	readonly scale: readonly [number, number];
	readonly histogram?: Record<string, number>;
	readonly before?: Record<string, number>;
	readonly after?: Record<string, number>;
	readonly expect: Record<string, number | boolean>;
	readonly mean?: Record<string, number>;
	readonly high_effort?: Record<string, number>;
	readonly easy?: Record<string, number>;
}

const vectors = JSON.parse(
	readFileSync(new URL('../../../tests/fixtures/metrics.json', import.meta.url), 'utf8')
) as Vector[];

/** Every figure of the vector is there, within 1e-6. */
function expectFigures(actual: object | undefined, expected: Record<string, number | boolean>) {
	for (const [name, value] of Object.entries(expected)) {
		const found = (actual as Record<string, unknown>)[name];
		if (typeof value === 'boolean') expect(found, name).toBe(value);
		else
			expect(Math.abs((found as number) - value), `${name}: ${String(found)} against ${value}`).toBeLessThanOrEqual(
				1e-6
			);
	}
}

describe('metrics agree with the vectors made by scipy', () => {
	it.each(vectors.map((vector, at) => [`${at} ${vector.metric}`, vector] as const))('%s', (_, vector) => {
		const metric = vector.metric.replace(/-change$/, '') as MetricId;
		const ref = { metric, scale: { min: vector.scale[0], max: vector.scale[1] } };
		if (vector.metric.endsWith('-change')) {
			expectFigures(change(ref, vector.before!, vector.after!)!, vector.expect);
			return;
		}
		const result = score(ref, vector.histogram!);
		// scipy knows no scale: where its interval of a mean leaves the scale, ours ends there (metrics.md).
		const onScale = (figures: Record<string, number | boolean>) => ({
			...figures,
			low: Math.max(ref.scale.min, figures['low'] as number),
			high: Math.min(ref.scale.max, figures['high'] as number)
		});
		expectFigures(result, metric.startsWith('ces') ? onScale(vector.expect) : vector.expect);
		if (vector.mean) expectFigures('mean' in result ? result.mean : undefined, onScale(vector.mean));
		if (vector.high_effort) expectFigures('share' in result ? result.share : undefined, vector.high_effort);
		if (vector.easy) expectFigures('share' in result ? result.share : undefined, vector.easy);
	});

	it('covers every metric but the plain rating', () => {
		expect(new Set(vectors.map((v) => v.metric))).toEqual(
			new Set(['nps', 'nps-change', 'csat', 'csat-change', 'ces-effort5', 'ces-ease7', 'ces-ease7-change'])
		);
	});
});
