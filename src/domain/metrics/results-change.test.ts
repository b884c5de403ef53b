import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeBetween, versionAfter, versionOf, withChange, type ResultsContent } from './results-change.ts';

const lists = fc.dictionary(
	fc.constantFrom('a', 'b', 'c', '__proto__x'),
	fc.array(fc.record({ n: fc.nat(3) }), { maxLength: 2 })
);
/** Numbers of a map, as far as their shape matters here: lists per id, empty ones left out as the server does. */
const content = fc
	.record({
		touchpoints: lists,
		scenes: lists,
		numbers: lists,
		outside: lists,
		journey: fc.array(fc.record({ n: fc.nat(3) }), { maxLength: 2 }),
		answered: fc.constantFrom(null, { from: '2026-01-01', to: '2026-01-02' }),
		metrics: fc.subarray(['nps', 'csat']),
		recounting: fc.boolean()
	})
	.map((made) => {
		const full = (of: Record<string, readonly unknown[]>) =>
			Object.fromEntries(Object.entries(of).filter(([, list]) => list.length > 0));
		return {
			...made,
			touchpoints: full(made.touchpoints),
			scenes: full(made.scenes),
			numbers: full(made.numbers),
			outside: full(made.outside),
			window: { from: '2026-01-01', to: '2026-01-30', timeZone: 'UTC' }
		} as unknown as ResultsContent;
	});

it('what was told, taken once or twice, makes of the numbers before those after', () => {
	fc.assert(
		fc.property(content, content, (before, after) => {
			const change = changeBetween(before, after);
			if (change === null) return expect(before).toEqual(after);
			const told = JSON.parse(JSON.stringify(change)) as typeof change;
			const once = withChange(before, told);
			expect(once).toEqual(after);
			expect(withChange(once, told)).toEqual(after);
			expect(versionOf(once)).toBe(versionOf(after));
			expect(versionAfter(versionOf(before), before, told)).toBe(versionOf(after));
		})
	);
});

/** The same with its lists the other way round. */
const turned = (results: ResultsContent): ResultsContent => {
	const back = <T>(of: Readonly<Record<string, T>>): Record<string, T> =>
		Object.fromEntries(Object.entries(of).toReversed());
	const { touchpoints, scenes, numbers, outside } = results;
	const lists = {
		touchpoints: back(touchpoints),
		scenes: back(scenes),
		numbers: back(numbers),
		outside: back(outside)
	};
	return { ...results, ...lists };
};

it('the version is one of the content: order does not matter, anything else does, the days too', () => {
	fc.assert(
		fc.property(content, content, (one, other) => {
			expect(versionOf(turned(one))).toBe(versionOf(one));
			expect(versionOf(one) === versionOf(other)).toBe(changeBetween(one, other) === null);
			const tomorrow = { ...one, window: { ...one.window, to: '2026-01-31' } };
			expect(versionOf(tomorrow)).not.toBe(versionOf(one));
		})
	);
});

it('what a change does not name stays the very same object: nothing is drawn again for it', () => {
	const window = { from: '2026-01-01', to: '2026-01-30', timeZone: 'UTC' };
	const score = (n: number) => [{ n }] as never;
	const before: ResultsContent = {
		window,
		touchpoints: { a: score(1), b: score(2) },
		scenes: { s: score(3) },
		journey: score(3),
		numbers: {},
		answered: null,
		metrics: [],
		outside: {},
		recounting: false
	};
	const after = withChange(before, { touchpoints: { a: score(2) }, journey: score(4) });
	expect(after.touchpoints['b']).toBe(before.touchpoints['b']);
	expect(after.scenes).toBe(before.scenes);
	expect(after.touchpoints['a']).toEqual([{ n: 2 }]);
	expect(withChange(after, { touchpoints: { a: [] } }).touchpoints).toEqual({ b: [{ n: 2 }] });
});
