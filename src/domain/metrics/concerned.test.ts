import { describe, expect, it } from 'vitest';
import { concerned, dense, type ComparedSlice } from './index.ts';

const shop = (
	id: string | null,
	before: readonly [number, number],
	after: readonly [number, number]
): ComparedSlice => ({
	id,
	before: dense({ 5: before[0], 1: before[1] }),
	after: dense({ 5: after[0], 1: after[1] })
});
const still = (id: string | null) => shop(id, [70, 30], [71, 29]);
const fell = (id: string) => shop(id, [70, 30], [20, 80]);

describe('how many of several places a change is one of', () => {
	it('counts those that changed themselves the same way, what did most first', () => {
		const all = [fell('b'), shop('a', [70, 30], [10, 90]), ...'cdefghi'.split('').map(still), still(null)];
		const found = concerned('csat', all)!;
		expect(found).toMatchObject({ ids: ['a', 'b'], of: 9, nBefore: 200, nAfter: 200 });
		// Of a difference of −10.2 points; the others rose by one each.
		expect(found.share).toBeCloseTo(110 / 102, 5);
		expect(concerned('csat', [...all].reverse())).toEqual(found);
	});

	it('leaves out what went the other way, and what too few answered', () => {
		const rose = shop('up', [30, 70], [60, 40]);
		expect(concerned('csat', [fell('a'), fell('b'), rose, still('c'), shop('few', [3, 1], [0, 4])])).toMatchObject({
			ids: ['a', 'b'],
			of: 4
		});
	});

	it('says nothing where all changed alike, none did, or those left would be told', () => {
		expect(concerned('csat', [fell('a'), fell('b')])).toBeNull();
		expect(concerned('csat', [still('a'), still('b')])).toBeNull();
		expect(concerned('csat', [fell('a'), still(null)])).toBeNull();
		expect(concerned('csat', [fell('a'), shop('b', [4, 1], [4, 1])])).toMatchObject({ ids: ['a'], of: 2 });
		expect(concerned('csat', [fell('a'), shop('b', [4, 1], [4, 1])], { minN: 6 })).toBeNull();
		expect(concerned('csat', [])).toBeNull();
	});
});
