import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isReleased, openEdges, type Bands } from './released.ts';

const MIN = 5;
const sum = (bands: Bands, from: number | null, to: number) =>
	bands.slice(from === null ? 0 : from + 1, to + 1).reduce((all, band) => all + band.reduce((a, b) => a + b, 0), 0);

it('lets a window begin only where the answers beside it are nobody or enough', () => {
	// Older than 30 days: 40; 8–30 days: 20; the last week: 3; later: none.
	const bands = [[40], [20], [3], [0]];
	const open = openEdges(bands, MIN);
	expect([...open].sort()).toEqual([0, 2]);
	// 30 days are shown, the week is not: what 30 days are more than the three weeks before it is not asked for either.
	expect(isReleased(open, { from: 0, to: 2 })).toBe(true);
	expect(isReleased(open, { from: 1, to: 2 })).toBe(false);
	expect(isReleased(open, { from: null, to: 2 })).toBe(true);
});

it('gives what is few and old to those who came after', () => {
	expect([...openEdges([[2], [30], [30], [0]], MIN)].sort()).toEqual([1, 2]);
	// Nobody before, and a few after whom nothing is asked: the window that has them all is shown.
	expect([...openEdges([[0], [3], [40], [0]], MIN)].sort()).toEqual([0, 2]);
	expect(openEdges([[2], [0], [1], [0]], MIN)).toEqual(new Set());
	expect(openEdges([[0], [0]], MIN)).toEqual(new Set([0]));
});

it('shows no channel where another one has a few: all less the one would tell them', () => {
	const all = openEdges([[0], [43], [0]], MIN);
	expect(isReleased(all, { from: 0, to: 1 })).toBe(true);
	const byChannel = openEdges(
		[
			[0, 0],
			[40, 3],
			[0, 0]
		],
		MIN,
		all
	);
	expect(isReleased(byChannel, { from: 0, to: 1 })).toBe(false);
});

it('shows nothing of which any two choices together would tell of a few', () => {
	const bandsOf = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 8 })).chain(([slices, bands]) =>
		fc.array(fc.array(fc.nat({ max: 12 }), { minLength: slices, maxLength: slices }), {
			minLength: bands,
			maxLength: bands
		})
	);
	fc.assert(
		fc.property(bandsOf, (sliced) => {
			const whole = sliced.map((band) => [band.reduce((a, b) => a + b, 0)]);
			const all = openEdges(whole, MIN);
			const bySlice = openEdges(sliced, MIN, all);
			const edges: (number | null)[] = [null, ...whole.keys()].filter((one) => one !== whole.length - 1);
			const shown: { readonly of: string; readonly cells: ReadonlySet<string> }[] = [];
			const cellsOf = (from: number | null, to: number, slices: readonly number[]) =>
				new Set(
					sliced.flatMap((_, band) =>
						band > (from ?? -1) && band <= to ? slices.map((slice) => `${band}/${slice}`) : []
					)
				);
			const every = [...sliced[0]!.keys()];
			for (const from of edges)
				for (const to of edges) {
					if (to === null || (from ?? -1) >= to) continue;
					const window = { from, to };
					if (isReleased(all, window) && sum(whole, from, to) >= MIN)
						shown.push({ of: 'all', cells: cellsOf(from, to, every) });
					if (!isReleased(bySlice, window)) continue;
					for (const slice of every) shown.push({ of: `slice ${slice}`, cells: cellsOf(from, to, [slice]) });
				}
			const count = (cells: Iterable<string>) =>
				[...cells].reduce((n, key) => n + sliced[Number(key.split('/')[0])]![Number(key.split('/')[1])]!, 0);
			for (const { cells } of shown) {
				expect(count(cells) === 0 || count(cells) >= MIN).toBe(true);
				// One lies within another: the difference is known.
				for (const other of shown) {
					if ([...other.cells].some((cell) => !cells.has(cell))) continue;
					const left = [...cells].filter((cell) => !other.cells.has(cell));
					expect(count(left) === 0 || count(left) >= MIN).toBe(true);
				}
			}
		}),
		{ numRuns: 400 }
	);
});
