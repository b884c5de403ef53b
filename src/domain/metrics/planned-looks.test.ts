import { describe, expect, it } from 'vitest';
import { casesOf } from '../../../tests/support/statistics.ts';
import { normalTwoSided } from './distributions.ts';
import { plannedLooks, type LookPlan } from './index.ts';

interface Plan {
	readonly looks: number;
	readonly pocock_z: number;
	readonly obrien_fleming_z: readonly number[];
}

/** Near enough at this tolerance: the vector is a simulation. */
const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(0.015);

describe('planned looks', () => {
	it.each(casesOf('planned-looks-95') as Plan[])('$looks looks', ({ looks, pocock_z, obrien_fleming_z }) => {
		for (const z of plannedLooks(looks, 'pocock')) near(z, pocock_z);
		plannedLooks(looks, 'obrien-fleming').forEach((z, at) => near(z, obrien_fleming_z[at]!));
	});

	it.each(['pocock', 'obrien-fleming'] as const)('%s: one of 20 in all, for every number of looks', (plan) => {
		for (let looks = 1; looks <= 10; looks++) expect(Math.abs(errorOf(looks, plan) - 0.05)).toBeLessThan(2e-4);
	});

	it('has no plan for none and for more than ten', () => {
		for (const looks of [0, 11, 2.5]) expect(() => plannedLooks(looks, 'pocock')).toThrow(RangeError);
	});
});

/** The chance that a random walk without drift passes at some look: its density carried from look to look (Armitage, McPherson & Rowe 1969). */
function errorOf(looks: number, plan: LookPlan): number {
	const STEP = 0.05;
	const normal = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
	const above = (x: number) => (x < 0 ? 1 - normalTwoSided(x) / 2 : normalTwoSided(x) / 2);
	let density: { at: number; weight: number }[] = [{ at: 0, weight: 1 }];
	let passed = 0;
	plannedLooks(looks, plan).forEach((z, look) => {
		const bound = z * Math.sqrt(look + 1);
		for (const { at, weight } of density) passed += weight * (above(bound - at) + above(bound + at));
		const cells = 2 * Math.ceil(bound / STEP);
		const width = (2 * bound) / cells;
		density = Array.from({ length: cells + 1 }, (_, cell) => {
			const to = -bound + cell * width;
			// Simpson's rule.
			const part = (width / 3) * (cell === 0 || cell === cells ? 1 : cell % 2 === 1 ? 4 : 2);
			return { at: to, weight: part * density.reduce((sum, { at, weight }) => sum + weight * normal(to - at), 0) };
		});
	});
	return passed;
}
