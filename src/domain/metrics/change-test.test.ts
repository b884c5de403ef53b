import { describe, expect, it } from 'vitest';
import { printShares, randomFrom, sample, truths } from '../../../tests/support/draws.ts';
import { change, changeTest, discoveries } from './index.ts';

describe('the test of many changes at once', () => {
	it('agrees with that of one where there are many answers', () => {
		for (const [metric, before, after] of [
			['nps', { 10: 900, 8: 600, 3: 500 }, { 10: 850, 8: 600, 3: 600 }],
			['csat', { 5: 1600, 1: 400 }, { 5: 1540, 1: 460 }],
			['ces-ease7', { 7: 1000, 5: 600, 2: 400 }, { 7: 950, 5: 600, 2: 450 }]
		] as const) {
			const p = changeTest(metric, before, after)!;
			expect(Math.abs(p - change(metric, before, after)!.p!)).toBeLessThan(0.01);
			expect(changeTest(metric, after, before)).toBeCloseTo(p, 12);
		}
	});

	it('says nothing where nothing can be tested', () => {
		expect(changeTest('nps', {}, { 10: 50 })).toBeNull();
		expect(changeTest('nps', { 10: 1 }, { 10: 50 })).toBeNull();
		expect(changeTest('ces-ease7', { 7: 40 }, { 7: 60 })).toBeGreaterThan(0.5);
	});

	it.each(Object.entries(truths))('%s: where nothing changed', (name, { metric, scores }) => {
		const random = randomFrom(20261204);
		const [MAPS, SERIES] = [40, 60];
		let [plain, adjusted] = [0, 0];
		for (let map = 0; map < MAPS; map++) {
			const pairs = Array.from(
				{ length: SERIES },
				() => [metric, sample({ scores }, 30, random), sample({ scores }, 200, random)] as const
			);
			if (discoveries(pairs.map((pair) => change(...pair)!.p)).includes(true)) plain++;
			if (discoveries(pairs.map((pair) => changeTest(...pair))).includes(true)) adjusted++;
		}
		printShares(
			`${name}: ${SERIES} series without a change, n = 30 → 200, some called changed: ` +
				`${plain / MAPS} by the p of change, ${adjusted / MAPS} by changeTest`
		);
		// At 10 %, with 3 standard errors of this many maps.
		expect(adjusted / MAPS).toBeLessThanOrEqual(0.24);
	});
});
