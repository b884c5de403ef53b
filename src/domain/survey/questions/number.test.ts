import { describe, expect, it, test } from 'vitest';
import { publishIssues } from '../content.ts';
import { defaultContent } from '../content.ts';
import { lockKey, lockOf } from '../lock.ts';
import { number, readNumber } from './number.ts';

const question = { ...number.defaults(), decimals: 2, min: null, max: null };
const read = (raw: unknown, over: object = {}) => number.read(raw, { ...question, ...over });
const value = (raw: unknown, over: object = {}) => {
	const found = read(raw, over);
	return found.ok ? found.value : found.issues[0]!.code;
};

describe('a number as people write it', () => {
	test.each([
		['15', 15],
		[' 15 ', 15],
		['1.5', 1.5],
		['1,5', 1.5],
		['1,50', 1.5],
		['.5', 0.5],
		[',5', 0.5],
		['5.', 5],
		['-3', -3],
		['−3', -3],
		['+3', 3],
		['-0', 0],
		['007', 7],
		['1,234', 1234],
		['1,234.5', 1234.5],
		['1.234,5', 1234.5],
		['1 234,5', 1234.5],
		['1\u00a0234\u202f567', 1234567],
		['1’234.50', 1234.5],
		["1'234", 1234],
		['12,345,678', 12345678],
		['12.345.678', 12345678],
		['12.345.678,9', 12345678.9],
		['１２．５', 12.5],
		['12。5', 12.5],
		['١٢', 12],
		['15 minutes', 15],
		['15MINUTES', 15],
		['15分钟', 15],
		['12345,67', 12345.67],
		['10000000000', 10_000_000_000]
	])('%j is %d', (text, number) => expect(value(text)).toBe(number));

	test.each([
		['1.234', 'too_precise'],
		['1.000', 'too_precise'],
		['0,125', 'too_precise'],
		['0.001', 'too_precise'],
		['1234,567', 'too_precise'],
		['10000000001', 'too_large'],
		['9'.repeat(400), 'too_large'],
		['-10000000001', 'too_small'],
		['1,2,3', 'not_number'],
		['1.2.3', 'not_number'],
		['1,23,456', 'not_number'],
		['1.234.5', 'not_number'],
		['1,234,5', 'not_number'],
		['1 2', 'not_number'],
		['12 34', 'not_number'],
		['1e3', 'not_number'],
		['0x10', 'not_number'],
		['--1', 'not_number'],
		['1-2', 'not_number'],
		['.', 'not_number'],
		['-', 'not_number'],
		['five', 'not_number'],
		['15 hours', 'not_number'],
		['Infinity', 'not_number'],
		['NaN', 'not_number']
	])('%j is refused: %s', (text, code) => expect(value(text)).toBe(code));

	test.each(['', ' ', '\u200b', '\u3000', undefined, null])('%j is left out', (nothing) =>
		expect(read(nothing)).toEqual({ ok: true, value: undefined })
	);

	it('keeps to its question', () => {
		expect(value('15.5', { decimals: 0 })).toBe('too_precise');
		expect(value('15.0', { decimals: 0 })).toBe(15);
		expect(value('1.234', { decimals: 0 })).toBe('too_precise');
		expect(value('1,234', { decimals: 0 })).toBe(1234);
		expect(read('-1', { min: 0 })).toMatchObject({ issues: [{ code: 'too_small', params: { min: 0 } }] });
		expect(read('61', { max: 60 })).toMatchObject({ issues: [{ code: 'too_large', params: { max: 60 } }] });
		expect(value('60', { min: 0, max: 60 })).toBe(60);
	});

	it('may come as a number of JSON, which is never rounded', () => {
		expect(value(0.1)).toBe(0.1);
		expect(value(12.345)).toBe('too_precise');
		expect(value(1.5, { decimals: 0 })).toBe('too_precise');
		expect(Object.is(value(-0), 0)).toBe(true);
		for (const odd of [NaN, Infinity, true, {}, [], ['1', '2']]) expect(value(odd)).toBe('not_number');
		expect(value(1e21)).toBe('too_large');
	});

	it('is read in time linear in its length', () => {
		expect(readNumber('1,'.repeat(100_000))).toBeNull();
		expect(value('1 '.repeat(1_000_000))).toBe('not_number');
	});
});

describe('a question for a number', () => {
	const content = (over: object) => {
		const nps = defaultContent('nps');
		return { ...nps, questions: [...nps.questions, { ...number.defaults(), ...over }] };
	};

	it('may go without a unit, but has it in every language or in none', () => {
		expect(publishIssues(content({}))).toEqual([]);
		expect(publishIssues(content({ labels: {} }))).toEqual([]);
		expect(publishIssues(content({ labels: { unit: {} } }))).toEqual([]);
		expect(publishIssues(content({ labels: { unit: { en: 'minutes' } } }))).toMatchObject([
			{ code: 'missing_text', path: ['questions', 2, 'labels', 'unit', 'zh-CN'] }
		]);
	});

	it('has ends that an answer can lie between', () => {
		const at = (over: object) => publishIssues(content(over)).map(({ code, path }) => [code, path!.at(-1)]);
		expect(at({ min: 5, max: 5 })).toEqual([['wrong_way_round', 'max']]);
		expect(at({ min: 0.5 })).toEqual([['too_precise', 'min']]);
		expect(at({ min: 0.5, decimals: 1, max: 1 })).toEqual([]);
	});

	it('goes on with its series until its wording, its unit or an end is another', () => {
		const key = (over: object) => lockKey(lockOf({ ...number.defaults(), ...over })!);
		expect(key({ decimals: 1, required: true, id: 'waited' })).toBe(key({}));
		for (const over of [{ text: { en: 'Waited?' } }, { labels: { unit: { en: 'hours' } } }, { min: null }, { max: 90 }])
			expect(key(over)).not.toBe(key({}));
	});
});
