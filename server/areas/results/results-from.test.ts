import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { NumbersChanged } from '#contract/live-numbers.ts';
import { versionOf, withChange, type ResultsContent } from '#domain/metrics/index.ts';
import { resultsFrom, resultsOf, sumsFrom, touchpointsFrom, type OfTouchpoints, type Sums } from './results-from.ts';
import { NumbersView } from './numbers-view.ts';
import { CountedMap, DEFINITIONS, DEPARTMENTS, SCENES, TOUCHPOINTS } from './results-from.fixture.ts';

const histogram = fc.array(fc.nat(14), { minLength: 11, maxLength: 11 });
const touchpoint = fc.constantFrom(...TOUCHPOINTS);
const definition = fc.constantFrom(...DEFINITIONS);

/** What happens between two readings: answers, corrections, targets, moves, settings, and whatever is read anew. */
const happening: fc.Arbitrary<(map: CountedMap) => void> = fc.oneof(
	fc.tuple(touchpoint, definition, fc.nat(10)).map((given) => (map: CountedMap) => map.answer(...given)),
	fc.tuple(touchpoint, definition).map((given) => (map: CountedMap) => map.correct(...given)),
	fc.tuple(touchpoint, definition, histogram, histogram).map((given) => (map: CountedMap) => map.count(...given)),
	fc.tuple(definition, fc.integer({ min: 1, max: 5 })).map((given) => (map: CountedMap) => map.target(...given)),
	fc.tuple(touchpoint, fc.constantFrom(...SCENES)).map((given) => (map: CountedMap) => map.move(...given)),
	fc.tuple(touchpoint, fc.constantFrom(null, ...DEPARTMENTS)).map(
		([id, departmentId]) =>
			(map: CountedMap) =>
				map.give(id, departmentId)
	),
	touchpoint.map((id) => (map: CountedMap) => map.removeOrBringBack(id)),
	fc.tuple(touchpoint, definition).map((given) => (map: CountedMap) => map.close(...given)),
	fc.tuple(touchpoint, definition, fc.nat(6)).map((given) => (map: CountedMap) => map.leaveOut(...given)),
	fc.nat(40).map((minN) => (map: CountedMap) => map.setMinimum(minN)),
	definition.map((id) => (map: CountedMap) => map.learn(id)),
	fc.constantFrom('2026-01-30', '2026-01-31').map((day) => (map: CountedMap) => map.setLastDay(day)),
	fc.constant((map: CountedMap) => map.readAll())
);
const begun = fc.array(fc.tuple(touchpoint, definition, histogram, histogram), { maxLength: 24 });
const departments = fc.constantFrom(undefined, [DEPARTMENTS[0]!], [...DEPARTMENTS]);

it('with what was made before it is to the last digit what it is without', () => {
	fc.assert(
		fc.property(
			begun,
			fc.array(happening, { minLength: 1, maxLength: 25 }),
			departments,
			(cells, happenings, whose) => {
				const map = new CountedMap(cells);
				let ofTouchpoints: OfTouchpoints | undefined;
				let sums: Sums | undefined;
				for (const happens of happenings) {
					happens(map);
					const counts = map.read();
					ofTouchpoints = touchpointsFrom(counts, ofTouchpoints);
					sums = sumsFrom(counts, whose, sums);
					expect(resultsOf(counts, ofTouchpoints, sums)).toEqual(resultsFrom(map.asRead(), whose));
				}
			}
		),
		{ numRuns: 300 }
	);
});

it('what a board was told makes of its numbers what it would fetch, with the version of these', () => {
	fc.assert(
		fc.property(
			begun,
			fc.array(happening, { minLength: 1, maxLength: 15 }),
			departments,
			(cells, happenings, whose) => {
				const map = new CountedMap(cells);
				const view = new NumbersView('v', whose);
				let ofTouchpoints = touchpointsFrom(map.read());
				view.show(map.read(), ofTouchpoints, []);
				let shown: ResultsContent = resultsFrom(map.asRead(), whose);
				let version = versionOf(shown);
				const tell = (name: string, data: object): void => {
					if (name !== 'numbers.changed') return;
					const told = JSON.parse(JSON.stringify(data)) as NumbersChanged;
					version = told.version;
					// The next day: everything is fetched.
					shown = told.change === null ? resultsFrom(map.asRead(), whose) : withChange(shown, told.change);
				};
				view.join({ follower: { tell, score: () => undefined, missed: () => undefined }, ask: 1 });
				for (const happens of happenings) {
					happens(map);
					const counts = map.read();
					ofTouchpoints = touchpointsFrom(counts, ofTouchpoints);
					view.show(counts, ofTouchpoints, []);
					const fetched = resultsFrom(map.asRead(), whose);
					expect(JSON.parse(JSON.stringify(shown))).toEqual(JSON.parse(JSON.stringify(fetched)));
					expect(version).toBe(versionOf(fetched));
				}
			}
		),
		{ numRuns: 150 }
	);
});

const low = [8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3];
const high = [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9];

it('what did not change is the very same object: the other touchpoints, the other scenes', () => {
	const [a, b, c] = TOUCHPOINTS as [string, string, string];
	const [nps] = DEFINITIONS as [string];
	const map = new CountedMap([a, b, c].map((id) => [id, nps, high, []] as const));
	map.move(c, SCENES[1]!);
	const [counts, made] = [map.read(), touchpointsFrom(map.read())];
	const sums = sumsFrom(counts, undefined);
	map.answer(a, nps, 10);
	const after = map.read();
	const [madeAfter, sumsAfter] = [touchpointsFrom(after, made), sumsFrom(after, undefined, sums)];
	const scores = (of: OfTouchpoints, id: string) => of.scores.scores[id];
	expect(scores(madeAfter, a)![0]!.n).toBe(13);
	for (const id of [b, c]) expect(scores(madeAfter, id)).toBe(scores(made, id));
	expect(sumsAfter.scenes.scores[SCENES[0]!]![0]!.n).toBe(25);
	expect(sumsAfter.scenes.scores[SCENES[1]!]).toBe(sums.scenes.scores[SCENES[1]!]);
});

it('an answer at one touchpoint decides about the change at another, whose counts are kept', () => {
	const [nps] = DEFINITIONS as [string];
	const [a, ...others] = TOUCHPOINTS as [string, ...string[]];
	// p = 0.019: alone its change stands, among seven comparisons it would have to be below 0.1 / 7.
	const map = new CountedMap([[a, nps, high, low]]);
	const called = (of: OfTouchpoints) => of.scores.scores[a]![0]!.change!.significant;
	let made = touchpointsFrom(map.read());
	expect(called(made)).toBe(true);
	const heard: boolean[] = [];
	for (const id of others) {
		map.count(id, nps, low, low);
		made = touchpointsFrom(map.read(), made);
		heard.push(called(made));
	}
	expect(heard[0]).toBe(true);
	expect(heard.at(-1)).toBe(false);
});

it('an answer makes the metric that is clearly short the one that a scene shows, and the journey, whichever has most answers', () => {
	const [a, b] = TOUCHPOINTS as [string, string];
	const [nps, , csat] = DEFINITIONS as [string, string, string];
	const fine = [0, 0, 0, 0, 0, 0, 0, 0, 0, 40, 60];
	const map = new CountedMap([
		[a, nps, fine, []],
		[b, csat, [0, 20, 8, 1, 0, 0, 0, 0, 0, 0, 0], []]
	]);
	const [counts, made] = [map.read(), touchpointsFrom(map.read())];
	const sums = sumsFrom(counts, undefined);
	const shown = (of: Sums) => [of.scenes.scores[SCENES[0]!]![0]!.metric, of.journey.scores.journey![0]!.metric];
	expect(shown(sums)).toEqual(['nps', 'nps']);
	map.answer(b, csat, 1);
	const after = map.read();
	expect(shown(sumsFrom(after, undefined, sums))).toEqual(['csat', 'csat']);
	expect(touchpointsFrom(after, made).scores.scores[a]![0]!.metric).toBe('nps');
});
