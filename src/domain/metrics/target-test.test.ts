import { describe, expect, it } from 'vitest';
import { printShares, randomFrom, sample, truths } from '../../../tests/support/draws.ts';
import { casesOf } from '../../../tests/support/statistics.ts';
import { binomialTwoSided } from './distributions.ts';
import { discoveries, isShown, judge, score, targetTest, type MetricRef, type SparseHistogram } from './index.ts';

interface CellTest {
	readonly promoters: number;
	readonly passives: number;
	readonly detractors: number;
	readonly target: number;
	readonly p: number;
}

describe('a cell against its target', () => {
	it.each(casesOf('nps-cell-test') as CellTest[])('NPS $promoters/$passives/$detractors against $target', (given) => {
		const { promoters, passives, detractors, target, p } = given;
		expect(targetTest('nps', { 10: promoters, 8: passives, 3: detractors }, target)).toBeCloseTo(p, 5);
	});

	// By adding up math.comb(n, k) · p^k · (1 − p)^(n − k) in Python 3.11.
	it.each([
		[3, 10, 0.8, 0.00086435836],
		[10, 10, 0.8, 0.228248064],
		[26, 30, 0.8, 0.494442636041],
		[15, 30, 0.8, 0.000231225611672],
		[90, 100, 0.8, 0.01175571643668],
		[70, 100, 0.8, 0.01694535967679],
		[0, 5, 0.3, 0.33115],
		[5, 10, 0.5, 1]
	])('%i of %i where the share is %f', (hits, n, share, p) => {
		expect(binomialTwoSided(hits, n, share)).toBeCloseTo(p, 9);
	});

	it('holds at the ends: a target that every answer reaches or misses', () => {
		expect(targetTest('csat', { 5: 9 }, 100)).toBe(1);
		expect(targetTest('csat', { 5: 8, 1: 1 }, 100)).toBe(0);
		expect(targetTest('csat', { 1: 9 }, 0)).toBe(1);
		expect(targetTest('csat', { 5: 4_000_000, 1: 6_000_000 }, 40)).toBe(1);
		expect(targetTest('csat', { 5: 4_003_000, 1: 5_997_000 }, 40)).toBeCloseTo(0.0528, 3);
	});

	it('says nothing where nothing can be tested', () => {
		expect(targetTest('nps', {}, 20)).toBeNull();
		expect(targetTest('nps', { 9: 1 }, 20)).toBeNull();
		expect(targetTest('ces-ease7', { 5: 1 }, 5)).toBeNull();
		expect(targetTest('csat', { 5: 1 }, 80)).toBe(1);
	});
});

/** The same few histograms come up again and again. */
const tested = new Map<string, number | null>();
function testOnce({ metric, histogram, target }: Cell): number | null {
	const key = JSON.stringify([metric, histogram, target]);
	if (!tested.has(key)) tested.set(key, targetTest(metric, histogram, target));
	return tested.get(key)!;
}

interface Cell {
	readonly metric: MetricRef;
	readonly histogram: SparseHistogram;
	readonly target: number;
}

/** Which cells of a map are coloured: their whole interval is past the target, and they stand among all of the map. */
function coloured(cells: readonly Cell[]): boolean[] {
	const stand = discoveries(cells.map(testOnce), 0.05);
	return cells.map(({ metric, histogram, target }, at) => {
		if (!stand[at]) return false;
		const made = score(metric, histogram);
		return isShown(made) && ['good', 'bad'].includes(judge(made, target));
	});
}

const MAPS = 600;
const CELLS = 200;

describe('colours of a map', () => {
	it.each(Object.entries(truths))('where all is on target: %s', (name, truth) => {
		const random = randomFrom(20261128);
		const shares = [5, 10, 30, 100].map((n) => {
			let maps = 0;
			for (let map = 0; map < MAPS; map++) {
				const cells = Array.from({ length: CELLS }, () => ({ ...truth, histogram: sample(truth, n, random) }));
				if (coloured(cells).includes(true)) maps++;
			}
			return maps / MAPS;
		});
		printShares(`${name}: maps of ${CELLS} cells on target with any colour: ${shares.join(', ')} (n = 5, 10, 30, 100)`);
		for (const share of shares) expect(share).toBeLessThanOrEqual(0.08);
	});

	it('are there where something is wrong: 20 of 200 cells 20 NPS points below, n = 400', () => {
		const random = randomFrom(20261129);
		const on = truths['NPS +20']!;
		const below = { ...on, scores: { 9: 0.35, 7: 0.3, 3: 0.35 } };
		let found = 0;
		for (let map = 0; map < 20; map++) {
			const cells = Array.from({ length: CELLS }, (_, at) => ({
				...on,
				histogram: sample(at < 20 ? below : on, 400, random)
			}));
			found += coloured(cells)
				.slice(0, 20)
				.filter((one) => one).length;
		}
		printShares(`cells 20 points below target that are coloured, n = 400: ${found / 400}`);
		expect(found / 400).toBeGreaterThanOrEqual(0.9);
	});
});
