import { describe, expect, it } from 'vitest';
import { printShares, randomFrom } from '../../../tests/support/draws.ts';
import { addDays } from '../shared/days.ts';
import { changeDay, tally, type DayCounts } from './index.ts';

const FIRST = '2026-01-01';
/** Sixty days of satisfaction, share of satisfied by day. */
const series = (shareOn: (at: number) => number, perDay: number, random: () => number): DayCounts[] =>
	Array.from({ length: 60 }, (_, at) => {
		const n = Math.floor(perDay * (0.5 + random()));
		return {
			day: addDays(FIRST, at),
			histogram: tally(Array.from({ length: n }, () => (random() < shareOn(at) ? 5 : 2)))
		};
	});
const even = (good: number, bad: number) => tally([...Array<number>(good).fill(5), ...Array<number>(bad).fill(1)]);

describe('the day since which a series stands at another level', () => {
	it('is the first day of the new one, when every day is the same before and after', () => {
		const days = Array.from({ length: 40 }, (_, at) => ({
			day: addDays(FIRST, at),
			histogram: at < 25 ? even(18, 2) : even(4, 16)
		}));
		expect(changeDay('csat', days)).toEqual({
			day: '2026-01-26',
			from: '2026-01-26',
			to: '2026-01-26',
			difference: -70
		});
		// Days without answers do not matter.
		expect(
			changeDay(
				'csat',
				days.filter((_, at) => at % 3 !== 1)
			)?.day
		).toBe('2026-01-27');
	});

	it('is between days where one alone cannot be told', () => {
		const days = Array.from({ length: 60 }, (_, at) => ({
			day: addDays(FIRST, at),
			histogram: at < 30 ? even(7, 3) : even(4, 6)
		}));
		const found = changeDay('csat', days)!;
		expect(found.day).toBe('2026-01-31');
		expect(found.from < found.day && found.day < found.to).toBe(true);
	});

	it('is not told of few answers, of nothing, and of what changed at the very end', () => {
		expect(changeDay('csat', [])).toBeNull();
		const days = (before: number, after: number) => [
			...Array.from({ length: before }, (_, at) => ({ day: addDays(FIRST, at), histogram: even(9, 1) })),
			...Array.from({ length: after }, (_, at) => ({ day: addDays(FIRST, before + at), histogram: even(1, 9) }))
		];
		expect(changeDay('csat', days(20, 2))).toBeNull();
		expect(changeDay('csat', days(20, 0))).toBeNull();
		expect(changeDay('csat', days(20, 3))?.day).toBe('2026-01-21');
	});

	const RUNS = 400;
	const told = (shareOn: (at: number) => number, perDay: number, seed: number) => {
		const random = randomFrom(seed);
		return Array.from({ length: RUNS }, () => changeDay('csat', series(shareOn, perDay, random))).filter(
			(one) => one !== null
		);
	};

	it.each([
		[16, 0.7, 0.49],
		[8, 0.8, 0.5],
		[30, 0.75, 0.6]
	])('lies within the interval: %i answers a day, %d → %d', (perDay, before, after) => {
		const step = addDays(FIRST, 37);
		const found = told((at) => (at < 37 ? before : after), perDay, 20261129 + perDay);
		const held = found.filter(({ from, to }) => from <= step && step <= to).length / found.length;
		printShares(
			`step ${before} → ${after}, ${perDay} a day: told in ${found.length / RUNS}, held in ${held.toFixed(3)}`
		);
		expect(held).toBeGreaterThan(0.95);
		expect(found.length / RUNS).toBeGreaterThan(0.5);
	});

	it('is seldom told of a slow drift, or of a bad fortnight that is over', () => {
		const drift = told((at) => 0.8 - (0.4 * at) / 60, 30, 1).length / RUNS;
		const fortnight = told((at) => (at >= 30 && at < 44 ? 0.4 : 0.8), 30, 2).length / RUNS;
		printShares(`told of a drift in ${drift}, of a fortnight in ${fortnight}`);
		expect(drift).toBeLessThan(0.05);
		expect(fortnight).toBeLessThan(0.05);
	});
});
