import { describe, expect, it } from 'vitest';
import { gap, shortfall, shownFirst, worstFirst } from './shown-first.ts';

type Placed = Parameters<typeof shownFirst>[0][number];

const one = (more: Partial<Placed>): Placed => ({
	metric: 'csat',
	current: true,
	n: 100,
	value: 85,
	low: 78,
	high: 90,
	target: 80,
	margin: 10,
	direction: 'high',
	judgement: 'unclear',
	...more
});
const bad = (high: number, more: Partial<Placed> = {}) =>
	one({ value: high - 5, low: high - 10, high, judgement: 'bad', ...more });
const nps = (more: Partial<Placed>) =>
	one({ metric: 'nps', target: 20, margin: 20, value: 40, low: 30, high: 50, ...more });

describe('how far a number is short', () => {
	it('is counted from the near end of its interval, in margins, whichever way good lies', () => {
		expect(shortfall(bad(60))).toBe(2);
		expect(shortfall(one({ low: 92, high: 97 }))).toBe(-1.7);
		const effort = one({ metric: 'ces-effort5', direction: 'low', target: 2.5, margin: 0.5 });
		expect(shortfall({ ...effort, value: 4, low: 3.5, high: 4.5 })).toBe(2);
		expect(gap({ ...effort, value: 4 })).toBe(3);
		expect(shortfall({ ...effort, value: 2, low: 1.5, high: 2.5 })).toBe(-2);
		expect(shortfall(one({ value: null, low: null, high: null }))).toBe(-Infinity);
	});
});

describe('of several numbers of a place', () => {
	const fine = nps({ n: 500, judgement: 'good' });

	it('what is clearly short by most comes first, whatever has more answers or was chosen', () => {
		const [little, far] = [bad(70), bad(40)];
		const ease = one({
			metric: 'ces-ease7',
			target: 5.5,
			margin: 0.5,
			value: 5,
			low: 4.9,
			high: 5.1,
			judgement: 'bad'
		});
		expect(shownFirst([fine, ease, far], 30)).toEqual([far, fine, ease]);
		expect(shownFirst([fine, little, ease], 30)[0]).toBe(little);
	});

	it('the order stays where nothing is, of what is asked and rests on enough answers', () => {
		for (const other of [
			one({}),
			bad(20, { n: 29 }),
			bad(20, { current: false }),
			one({ value: null, low: null, high: null })
		])
			expect(shownFirst([fine, other], 30)).toEqual([fine, other]);
		expect(shownFirst([fine, bad(20, { n: 29 })], 5)[0]).not.toBe(fine);
	});

	it('what the family leaves unclear gives way to what stands in it, and still comes before what is not short', () => {
		const doubtful = bad(40, { judgement: 'unclear' });
		const ease = one({
			metric: 'ces-ease7',
			target: 5.5,
			margin: 0.5,
			value: 5,
			low: 4.9,
			high: 5.4,
			judgement: 'bad'
		});
		expect(shownFirst([fine, doubtful, ease], 30)[0]).toBe(ease);
		expect(shownFirst([fine, doubtful], 30)[0]).toBe(doubtful);
	});

	it('a metric stays together, and begins with its own worst', () => {
		const [before, now, other] = [
			nps({ current: false }),
			nps({}),
			nps({ high: 10, value: 5, low: 0, judgement: 'bad' })
		];
		const far = bad(30);
		expect(shownFirst([now, other, before, far], 30)).toEqual([far, other, now, before]);
	});
});

describe('what is worst', () => {
	it('is clearly short and rests on enough answers, the first by how far it is surely short', () => {
		const fine = one({ judgement: 'good' });
		const [near, far, few, doubtful] = [bad(60), bad(30), bad(10, { n: 29 }), bad(20, { judgement: 'unclear' })];
		const of = (some: readonly (typeof near | undefined)[], rankN: number) => worstFirst(some, (score) => score, rankN);
		expect(of([near, undefined, few, far, doubtful, fine], 30)).toEqual([far, near]);
		expect(of([near, few, far], 5)).toEqual([few, far, near]);
		expect(of([doubtful, fine], 30)).toEqual([]);
	});
});
