import { describe, expect, it } from 'vitest';
import { aScore } from './score.fixture.ts';
import { changeCaveat } from './judgement-sentence.ts';

const change = { difference: 9, low: 2, high: 16, significant: false, n: 80 };

describe('why a change is not called one', () => {
	it('is said when the interval alone would call it one, on either side', () => {
		expect(changeCaveat(aScore({ change }))).not.toBe('');
		expect(changeCaveat(aScore({ change: { ...change, difference: -9, low: -16, high: -2 } }))).not.toBe('');
	});

	it('is not said when the interval holds 0, when the change stands out, or when there is nothing to compare', () => {
		expect(changeCaveat(aScore({ change: { ...change, low: -1 } }))).toBe('');
		expect(changeCaveat(aScore({ change: { ...change, significant: true } }))).toBe('');
		expect(changeCaveat(aScore({ change: { ...change, low: null, high: null } }))).toBe('');
		expect(changeCaveat(aScore())).toBe('');
	});
});
