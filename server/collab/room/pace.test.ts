import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits, scratchLimits } from '../limits.ts';
import { Pace } from './pace.ts';

/** Runs a room for so many ms: edits come at these times, somebody's pointer moves all the time (or not). */
function run(edits: readonly number[], ms: number, moves: boolean) {
	const pace = new Pace(defaultLimits, 0);
	const told: { at: number; what: 'edits' | 'presence'; waited: number }[] = [];
	let waiting: number | null = null;
	let askAt = 0;
	let presenceAt = 0;
	for (let now = 0; now < ms; now++) {
		if (waiting === null && edits.includes(now)) [waiting, askAt] = [now, now];
		if (waiting !== null && now >= askAt) {
			const wait = pace.edits(now);
			if (wait > 0) askAt = now + wait;
			else {
				told.push({ at: now, what: 'edits', waited: now - waiting });
				waiting = null;
			}
		}
		if (moves && now >= presenceAt) {
			const wait = pace.presence(now);
			presenceAt = now + (wait > 0 ? wait : defaultLimits.presenceTick);
			if (wait === 0) told.push({ at: now, what: 'presence', waited: 0 });
		}
	}
	return told;
}
const of = (told: ReturnType<typeof run>, which: 'edits' | 'presence') => told.filter(({ what }) => what === which);
const every = (ms: number, until: number) => Array.from({ length: Math.floor(until / ms) }, (_, at) => at * ms);

describe('what a room says to everybody', () => {
	it('in any second is no more than is promised, whatever people do, and nothing waits long', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 2_999 }), { maxLength: 300 }), fc.boolean(), (edits, moves) => {
				const told = run(edits, 3_500, moves);
				const { told: rate, toldAtOnce } = defaultLimits;
				for (const { at } of told) {
					const second = told.filter((one) => one.at >= at && one.at < at + 1_000);
					expect(second.length).toBeLessThanOrEqual(rate + toldAtOnce);
				}
				expect(Math.max(0, ...of(told, 'edits').map(({ waited }) => waited))).toBeLessThanOrEqual(170);
				const shown = of(told, 'presence').map(({ at }) => at);
				shown.slice(1).forEach((at, i) => expect(at - shown[i]!).toBeLessThanOrEqual(350));
			}),
			{ numRuns: 50 }
		);
	});

	it('is each edit at once, as one person types, however many pointers move', () => {
		const told = run(every(150, 5_000), 5_000, true);
		expect(of(told, 'edits').every(({ waited }) => waited === 0)).toBe(true);
		expect(of(told, 'edits')).toHaveLength(33);
		expect(of(told, 'presence').length).toBeGreaterThan(4 * 5);
	});

	it('is everybody’s pointer some times a second, while people type without pause', () => {
		const told = run(every(1, 5_000), 5_000, true);
		expect(of(told, 'presence').length).toBeGreaterThanOrEqual(15);
		expect(of(told, 'edits').length).toBeGreaterThanOrEqual(35);
	});

	it('is everything where load generators compare servers', () => {
		const pace = new Pace(scratchLimits(defaultLimits), 0);
		for (let n = 0; n < 1_000; n++) expect([pace.edits(0), pace.presence(0)]).toEqual([0, 0]);
	});
});
