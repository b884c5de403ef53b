import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
	CollectorLimitsSchema,
	counts,
	isFull,
	NO_LIMITS,
	oneMore,
	samePin,
	type CollectorLimits,
	type Said,
	type Tally
} from './limits.ts';

const limits: CollectorLimits = {
	...NO_LIMITS,
	maximum: 3,
	quotas: [
		{ field: 'language', value: 'en', maximum: 2 },
		{ field: 'parameters.shop', value: 'North', maximum: 1 }
	]
};
const said = (language: string, shop?: string): Said => ({ language, parameters: shop === undefined ? {} : { shop } });

describe('what a collector takes', () => {
	it('is full at its maximum, or at a quota that an answer is of', () => {
		let tally: Tally = { all: 0, quotas: [0, 0] };
		expect(isFull(limits, tally, said('en', 'North'))).toBe(false);
		tally = oneMore(limits, tally, said('zh-CN', 'North'));
		expect(tally).toEqual({ all: 1, quotas: [0, 1] });
		expect(isFull(limits, tally, said('en', 'North'))).toBe(true);
		expect(isFull(limits, tally, said('en', 'South'))).toBe(false);
		expect(isFull(limits, tally, said('en'))).toBe(false);
		tally = oneMore(limits, tally, said('en'));
		tally = oneMore(limits, tally, said('en', 'South'));
		expect(tally).toEqual({ all: 3, quotas: [2, 1] });
		expect(isFull(limits, tally, said('zh-CN'))).toBe(true);
		expect(isFull({ ...limits, maximum: null }, tally, said('zh-CN'))).toBe(false);
		expect(isFull(NO_LIMITS, tally, said('en'))).toBe(false);
	});

	it('need not be counted when it takes all', () => {
		expect(counts(NO_LIMITS)).toBe(false);
		expect(counts({ ...NO_LIMITS, once: true, pin: '1234' })).toBe(false);
		expect(counts({ ...NO_LIMITS, maximum: 1 })).toBe(true);
		expect(counts({ ...NO_LIMITS, quotas: [{ field: 'language', value: 'en', maximum: 1 }] })).toBe(true);
	});

	it.each([
		[{ maximum: 0 }],
		[{ maximum: 1.5 }],
		[{ pin: '123' }],
		[{ pin: '12 34' }],
		[{ quotas: [{ field: 'score', value: '1', maximum: 1 }] }],
		[{ quotas: Array(2).fill({ field: 'language', value: 'en', maximum: 1 }) }],
		[{ quotas: [{ field: 'parameters.shop', value: ' ', maximum: 1 }] }]
	])('%j is refused', (wrong) => expect(v.is(CollectorLimitsSchema, { ...NO_LIMITS, ...wrong })).toBe(false));

	it('a PIN is the same however a keyboard writes it', () => {
		expect(v.is(CollectorLimitsSchema, { ...NO_LIMITS, pin: '云山2026' })).toBe(true);
		for (const given of ['ab12', 'AB12', 'ａｂ１２', ' ab 12 ']) expect(samePin('Ab12', given)).toBe(true);
		for (const given of ['', 'ab1', 'ab123']) expect(samePin('Ab12', given)).toBe(false);
	});
});
