import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EVER, isReleased, openEdges, type Bands } from './released.ts';

const MIN = 5;

it('lets a window begin only where nobody or enough lie between it and the others', () => {
	// Older than 30 days: 40; 8–30 days: 3; the last week: 20; later: none.
	const bands = [[40], [3], [20], [0]];
	const open = openEdges(bands, MIN, [2, 0, 1, EVER]);
	// 30 days less 7 would be the three.
	expect([...open].sort()).toEqual([EVER, 0, 2].sort());
	expect(isReleased(open, { from: 0, to: 2 })).toBe(true);
	expect(isReleased(open, { from: 1, to: 2 })).toBe(false);
	expect(isReleased(open, { from: EVER, to: 2 })).toBe(true);
});

it('keeps what is wanted most, and gives up what stands against it', () => {
	const bands = [[2], [30], [0]];
	// Thirty days, then everything: everything less thirty days would be the two.
	expect([...openEdges(bands, MIN, [1, 0, EVER])].sort()).toEqual([0, 1]);
	expect([...openEdges(bands, MIN, [1, EVER, 0])].sort()).toEqual([EVER, 1].sort());
});

it('shows nothing of a few', () => {
	const open = openEdges([[2], [1], [0]], MIN, [1, 0, EVER]);
	for (const from of [EVER, 0]) expect(isReleased(open, { from, to: 1 })).toBe(false);
});

it('shows no channel where another one has a few: all less the one would tell them', () => {
	const window = { from: 0, to: 1 };
	const all = openEdges([[0], [43], [0]], MIN, [1, 0, EVER]);
	expect(isReleased(all, window)).toBe(true);
	const channels = (one: number, other: number): Bands => [
		[0, 0],
		[one, other],
		[0, 0]
	];
	expect(isReleased(openEdges(channels(40, 3), MIN, all), window)).toBe(false);
	expect(isReleased(openEdges(channels(38, 5), MIN, all), window)).toBe(true);
});

it('shows nothing of which any two choices together would tell of a few', () => {
	const given = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 8 })).chain(([slices, count]) => {
		const band = fc.array(fc.nat({ max: 12 }), { minLength: slices, maxLength: slices });
		const edges = Array.from({ length: count }, (_, at) => at - 1);
		return fc.record({
			sliced: fc.array(band, { minLength: count, maxLength: count }),
			order: fc.shuffledSubarray(edges, { minLength: count })
		});
	});
	fc.assert(
		fc.property(given, ({ sliced, order }) => {
			const every = [...sliced[0]!.keys()];
			const all = openEdges(
				sliced.map((band) => [band.reduce((a, b) => a + b, 0)]),
				MIN,
				order
			);
			const bySlice = openEdges(
				sliced,
				MIN,
				order.filter((edge) => all.has(edge))
			);
			const cellsOf = (from: number, to: number, slices: readonly number[]) =>
				sliced.flatMap((_, band) => (band > from && band <= to ? slices.map((slice) => `${band}/${slice}`) : []));
			const shown: string[][] = [];
			for (const from of order)
				for (const to of order) {
					if (from >= to) continue;
					if (isReleased(all, { from, to })) shown.push(cellsOf(from, to, every));
					if (isReleased(bySlice, { from, to })) for (const slice of every) shown.push(cellsOf(from, to, [slice]));
				}
			const count = (cells: readonly string[]) =>
				cells.reduce((n, key) => n + sliced[Number(key.split('/')[0])]![Number(key.split('/')[1])]!, 0);
			for (const cells of shown) {
				expect(count(cells) === 0 || count(cells) >= MIN).toBe(true);
				// One lies within another: the difference is known.
				for (const other of shown) {
					if (other.some((cell) => !cells.includes(cell))) continue;
					const left = count(cells) - count(other);
					expect(left === 0 || left >= MIN).toBe(true);
				}
			}
		}),
		{ numRuns: 400 }
	);
});
