import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printShares, randomFrom, sample, truths, type Truth } from '../../../tests/support/draws.ts';
import { casesOf } from '../../../tests/support/statistics.ts';
import { answersForChange, answersNeeded, change, detectableChange, detectableDifference } from './index.ts';

interface Difference {
	readonly sd: number;
	readonly n_per_group_for_plus10_at_80pct: number;
}

describe('what would have been seen', () => {
	it.each(casesOf('nps-difference') as Difference[])('10 points at sd $sd', (given) => {
		expect(answersNeeded(given.sd, 10)).toBe(given.n_per_group_for_plus10_at_80pct);
		expect(answersNeeded(given.sd, -10)).toBe(given.n_per_group_for_plus10_at_80pct);
	});

	it('the answers that a difference needs are the fewest that show it', () => {
		const sd = fc.double({ min: 0.1, max: 100, noNaN: true });
		const difference = fc.double({ min: 0.05, max: 50, noNaN: true });
		fc.assert(
			fc.property(sd, difference, fc.integer({ min: 1, max: 5000 }), (sd, difference, nBefore) => {
				const each = answersNeeded(sd, difference)!;
				expect(detectableDifference(sd, each, each)).toBeLessThanOrEqual(difference * (1 + 1e-9));
				if (each > 1) expect(detectableDifference(sd, each - 1, each - 1)).toBeGreaterThan(difference * (1 - 1e-9));
				const after = answersNeeded(sd, difference, nBefore);
				if (after === null) expect(detectableDifference(sd, nBefore, 1e12)).toBeGreaterThan(difference * (1 - 1e-5));
				else expect(detectableDifference(sd, nBefore, after)).toBeLessThanOrEqual(difference * (1 + 1e-9));
			})
		);
	});

	it('claims nothing where nothing could have been seen', () => {
		expect(detectableChange('nps', {}, { 10: 50 })).toBeNull();
		expect(detectableChange('ces-ease7', { 1: 1 }, { 7: 1 })).toBeNull();
		expect(detectableChange('nps', { 10: 40, 3: 40 }, { 10: 40, 3: 40 })).toBeGreaterThan(30);
		expect(answersForChange('nps', {}, 10)).toBeNull();
		expect(answersForChange('nps', { 10: 20, 3: 20 }, 10, 'after')).toBeNull();
		expect(answersForChange('nps', { 10: 4000, 3: 4000 }, 10, 'after')).toBeGreaterThan(500);
		expect(() => answersForChange('nps', { 10: 20 }, 0)).toThrow(RangeError);
	});
});

/** The same customers after a fall: so much of the share of one score goes to another. */
const fallen: readonly (readonly [string, Truth, from: number, to: number, perShare: number])[] = [
	['NPS +20', truths['NPS +20'], 9, 3, 200],
	['CSAT 80 %', truths['CSAT 80 %'], 5, 2, 100],
	['ease 5.5', truths['ease 5.5'], 7, 2, 5]
];

describe('a change of just this size', () => {
	it.each(fallen)('%s is seen in four of five cases', (name, truth, from, to, perShare) => {
		const random = randomFrom(20261201);
		const shares = [200, 800].map((n) => {
			const expected = (scores: Truth['scores']) =>
				Object.fromEntries(Object.entries(scores).map(([at, share]) => [at, Math.round(share * n)]));
			let scores = truth.scores;
			// The fall widens the spread, and with it the fall that is seen: a few rounds until it stands.
			for (let round = 0; round < 6; round++) {
				const moved = detectableChange(truth.metric, expected(truth.scores), expected(scores))! / perShare;
				scores = { ...truth.scores, [from]: truth.scores[from]! - moved, [to]: truth.scores[to]! + moved };
			}
			let seen = 0;
			for (let i = 0; i < 600; i++) {
				const [before, after] = [sample(truth, n, random), sample({ scores }, n, random)];
				if (change(truth.metric, before, after)!.significant) seen++;
			}
			return seen / 600;
		});
		printShares(`${name}: a detectable change is seen in ${shares.join(', ')} of cases (n = 200, 800)`);
		for (const share of shares) expect(Math.abs(share - 0.8)).toBeLessThanOrEqual(0.06);
	});
});
