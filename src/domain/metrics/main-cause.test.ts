import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printShares, randomFrom, sample } from '../../../tests/support/draws.ts';
import { change, dense, mainCause, merge, type ComparedSlice } from './index.ts';

const csat = (share: number, n: number) => dense({ 5: Math.round(share * n), 1: n - Math.round(share * n) });
/** A slice by its share of satisfied and its answers, before and after. */
const slice = (id: string | null, [p1, n1]: [number, number], [p2, n2]: [number, number]): ComparedSlice => ({
	id,
	before: csat(p1, n1),
	after: csat(p2, n2)
});

describe('the main cause', () => {
	it('is the slice that fell', () => {
		const cause = mainCause('csat', [
			slice('a', [0.7, 150], [0.7, 150]),
			slice('b', [0.7, 150], [0.3, 150]),
			slice('c', [0.7, 150], [0.68, 150])
		]);
		expect(cause).toMatchObject({ kind: 'slice', id: 'b', nBefore: 150, nAfter: 150, significant: true, apart: true });
		expect(cause!.share).toBeCloseTo(40 / 42, 2);
	});

	it('is the mix where each stayed and more came from the low one', () => {
		expect(
			mainCause('csat', [slice('web', [0.8, 400], [0.8, 200]), slice('phone', [0.4, 100], [0.4, 300])])
		).toMatchObject({
			kind: 'mix',
			share: expect.closeTo(1, 6),
			most: { id: expect.any(String), nBefore: expect.any(Number) }
		});
	});

	it('is the mix where each got better and the whole fell (Simpson)', () => {
		const slices = [slice('web', [0.8, 800], [0.88, 200]), slice('phone', [0.3, 200], [0.38, 800])];
		expect(mainCause('csat', slices)).toMatchObject({ kind: 'mix' });
	});

	it('is the slice, not a mix that explains less', () => {
		const slices = [slice('web', [0.8, 300], [0.2, 250]), slice('phone', [0.75, 300], [0.75, 350])];
		expect(mainCause('csat', slices)).toMatchObject({ kind: 'slice', id: 'web', significant: true });
	});

	it('is none where all changed alike, or nothing did', () => {
		expect(mainCause('csat', [slice('a', [0.8, 100], [0.6, 100]), slice('b', [0.8, 400], [0.6, 400])])).toBeNull();
		expect(mainCause('csat', [slice('a', [0.8, 100], [0.8, 100]), slice('b', [0.6, 100], [0.6, 100])])).toBeNull();
		expect(mainCause('csat', [slice('a', [0.8, 100], [0, 0])])).toBeNull();
	});

	it('names nobody who is too few, alone, or the rest', () => {
		const still = slice('still', [0.7, 50], [0.7, 50]);
		expect(mainCause('csat', [still, slice('few', [1, 4], [0, 4])])).toBeNull();
		expect(mainCause('csat', [still, slice('few', [1, 4], [0, 4])], { minN: 3 })).toMatchObject({ id: 'few' });
		expect(mainCause('csat', [slice('all', [0.9, 200], [0.4, 200])])).toBeNull();
		expect(mainCause('csat', [slice('all', [0.9, 200], [0.4, 200]), slice('few', [0.5, 2], [0.5, 2])])).toBeNull();
		expect(mainCause('csat', [still, slice(null, [0.9, 200], [0.4, 200])])).toBeNull();
	});

	it('does not depend on the order of slices', () => {
		const histogram = fc.array(fc.nat(40), { minLength: 5, maxLength: 5 }).map((counts) => merge([0, ...counts]));
		const all = fc.array(fc.record({ before: histogram, after: histogram }), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(all, (all) => {
				const slices = all.map((one, at) => ({ id: `s${at}`, ...one }));
				const [one, two] = [mainCause('nps', slices), mainCause('nps', slices.toReversed())];
				expect(two?.kind).toBe(one?.kind);
				if (one?.kind === 'slice') expect(two).toMatchObject({ id: one.id, significant: one.significant });
				if (one !== null) expect(two!.share).toBeCloseTo(one.share, 6);
			})
		);
	});
});

/** Causes of 200 changes of the whole that are significant: answers and share of satisfied of each slice, before and after. */
function causes(slices: readonly (readonly [n1: number, p1: number, n2: number, p2: number])[], seed: number) {
	const random = randomFrom(seed);
	const draw = (n: number, p: number) => dense(sample({ scores: { 5: p, 1: 1 - p } }, n, random));
	const found: ReturnType<typeof mainCause>[] = [];
	while (found.length < 200) {
		const made = slices.map(([n1, p1, n2, p2], at) => ({ id: `${at}`, before: draw(n1, p1), after: draw(n2, p2) }));
		const all = [merge(...made.map(({ before }) => before)), merge(...made.map(({ after }) => after))] as const;
		if (change('csat', ...all)!.significant) found.push(mainCause('csat', made));
	}
	return (is: (cause: ReturnType<typeof mainCause>) => boolean) => found.filter(is).length / found.length;
}

describe('is it the right one?', () => {
	const places = (count: number) => Array.from({ length: count }, () => [50, 0.7, 50, 0.7] as const);

	it('one of nine places fell by 50 points', () => {
		const share = causes([[50, 0.7, 50, 0.2], ...places(8)], 1);
		const right = share((cause) => cause?.kind === 'slice' && cause.id === '0');
		const sure = share((cause) => cause?.kind === 'slice' && cause.id === '0' && cause.significant && cause.apart);
		printShares(`one of nine places fell: named in ${right.toFixed(2)}, as proven and apart in ${sure.toFixed(2)}`);
		expect(right).toBeGreaterThanOrEqual(0.9);
		expect(sure).toBeGreaterThanOrEqual(0.85);
	});

	it('other parts of the answers: phone from 20 to 54 %', () => {
		const share = causes(
			[
				[560, 0.8, 330, 0.8],
				[140, 0.4, 390, 0.4]
			],
			2
		);
		const right = share((cause) => cause?.kind === 'mix');
		printShares(`only the mix changed: named in ${right.toFixed(2)}`);
		expect(right).toBeGreaterThanOrEqual(0.95);
	});

	it('all nine fell alike by 15 points', () => {
		const share = causes(
			Array.from({ length: 9 }, () => [50, 0.7, 50, 0.55] as const),
			3
		);
		const named = share((cause) => cause?.kind === 'slice');
		const apart = share((cause) => cause?.kind === 'slice' && cause.significant && cause.apart);
		printShares(`all fell alike: one is named in ${named.toFixed(2)}, as proven and apart in ${apart.toFixed(2)}`);
		expect(apart).toBeLessThanOrEqual(0.15);
	});
});
