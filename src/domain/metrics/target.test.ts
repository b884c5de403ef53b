import { describe, expect, it } from 'vitest';
import { parse } from '../shared/parse.ts';
import { TargetInput, targetIssues } from './target.ts';

const paths = (...given: Parameters<typeof targetIssues>) => targetIssues(...given).map((found) => found.path?.[0]);

describe('a target', () => {
	it('lies where values can lie', () => {
		expect(paths('nps', { min: 0, max: 10 }, { target: -100, margin: 20 })).toEqual([]);
		expect(paths('nps', { min: 0, max: 10 }, { target: 101 })).toEqual(['target']);
		expect(paths('csat', { min: 1, max: 5 }, { target: -1 })).toEqual(['target']);
		expect(paths('csat', { min: 1, max: 5 }, { target: 100 })).toEqual([]);
		expect(paths('ces-ease7', { min: 1, max: 7 }, { target: 80 })).toEqual(['target']);
		expect(paths('rating', { min: 0, max: 10 }, { target: 0.5 })).toEqual([]);
	});

	it('has a margin wider than nothing and no wider than the values go', () => {
		const scale = { min: 1, max: 5 };
		expect(paths('csat', scale, { target: 80, margin: 0 })).toEqual(['margin']);
		expect(paths('csat', scale, { target: 80, margin: 101 })).toEqual(['margin']);
		expect(paths('ces-effort5', scale, { target: 2.5, margin: 4 })).toEqual([]);
		expect(paths('ces-effort5', scale, { target: 9, margin: 4.5 })).toEqual(['target', 'margin']);
	});

	it('is a number', () => {
		for (const target of [Number.NaN, Infinity, '80', null]) expect(parse(TargetInput, { target }).ok).toBe(false);
	});
});
