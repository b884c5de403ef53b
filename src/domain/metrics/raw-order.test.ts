import { describe, expect, it } from 'vitest';
import { league, rawOrder, type League, type Ranked } from './index.ts';

const place = (id: string, n: number, value: number, rank: number | null): Ranked => ({
	id,
	n,
	value,
	estimate: value,
	low: value,
	high: value,
	rank,
	couldBe: rank === null ? null : { from: rank, to: rank }
});
const of = (places: readonly Ranked[], more: Partial<League> = {}) =>
	rawOrder({ mu: 0, tau2: 100, direction: 'high', places, ...more });

describe('what the raw order would say that is not so', () => {
	it('puts places with few answers first', () => {
		const places = [place('a', 200, 40, 1), place('b', 100, 20, 2), place('c', 6, 67, null), place('d', 8, 50, null)];
		expect(of(places)).toMatchObject({ kind: 'few', first: { id: 'c' }, of: 4, few: 2 });
		// Where less is better, the least is first.
		expect(
			of([place('a', 200, 2, 1), place('b', 9, 1, null), place('c', 40, 3, 2)], { direction: 'low' })
		).toMatchObject({ kind: 'few', first: { id: 'b' } });
	});

	it('puts first what chance put there, or two the wrong way round', () => {
		expect(of([place('a', 300, 38, 1), place('b', 31, 40, 2)])).toMatchObject({ kind: 'moved', first: { id: 'b' } });
		expect(of([place('a', 300, 40, 1), place('b', 300, 20, 2), place('c', 31, 21, 3)])).toMatchObject({
			kind: 'swapped',
			before: { id: 'c' },
			behind: { id: 'b' }
		});
	});

	it('says so where it is right, or where no order is', () => {
		expect(of([place('a', 300, 40, 1), place('b', 300, 20, 2)])).toEqual({ kind: 'same' });
		expect(of([place('a', 300, 40, 1), place('b', 300, 20, 1)], { tau2: 0 })).toEqual({ kind: 'chance' });
		expect(of([place('a', 300, 40, 1), place('b', 20, 50, null)])).toBeNull();
	});

	it('is found in a real table', () => {
		const made = league('nps', [
			{ id: 'A', histogram: { 10: 300, 3: 100 } },
			{ id: 'B', histogram: { 10: 250, 3: 150 } },
			{ id: 'C', histogram: { 10: 24, 3: 7 } }
		])!;
		expect(rawOrder(made)).toMatchObject({ kind: 'moved', first: { id: 'C', n: 31, rank: 2 } });
		expect(made.places.map(({ id, rank }) => [id, rank])).toEqual([
			['A', 1],
			['C', 2],
			['B', 3]
		]);
	});
});
