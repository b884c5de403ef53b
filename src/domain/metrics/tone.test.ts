import { describe, expect, it } from 'vitest';
import { metricKind, type MetricId, type Scale } from './definitions/index.ts';
import { toneOf } from './tone.ts';

const tones = (metric: MetricId, scale: Scale): string =>
	Array.from({ length: scale.max - scale.min + 1 }, (_, at) => toneOf({ metric, scale }, scale.min + at)[0]).join('');

describe('the side that a score is on', () => {
	it.each([
		['nps', 0, 10, 'bbbbbbbmmgg'],
		['csat', 1, 5, 'bbmgg'],
		['csat', 0, 1, 'bg'],
		['csat', 1, 3, 'bmg'],
		['csat', 1, 4, 'bbgg'],
		['csat', 1, 6, 'bbmmgg'],
		['csat', 1, 7, 'bbmmmgg'],
		['csat', 1, 10, 'bbbmmmmggg'],
		['ces-ease7', 1, 7, 'bbbmggg'],
		['ces-effort5', 1, 5, 'ggmbb'],
		['rating', 1, 5, 'ppppp']
	] as const)('%s on %i–%i', (metric, min, max, expected) => expect(tones(metric, { min, max })).toBe(expected));

	it('never leaves the worst score of a scale neutral', () => {
		for (const metric of ['nps', 'csat', 'ces-ease7', 'ces-effort5'] as const) {
			const { scales, direction } = metricKind(metric);
			for (const scale of scales)
				expect(toneOf({ metric, scale }, direction === 'high' ? scale.min : scale.max)).toBe('bad');
		}
	});
});
