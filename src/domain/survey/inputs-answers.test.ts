import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { RecordResponse, SubmitResponse } from './inputs.ts';

const sent = (answer: unknown): unknown => {
	const read = v.safeParse(RecordResponse, { collectorCode: 'abc', answers: { q: answer } });
	return read.success ? read.output.answers.q : 'refused';
};
const posted = (answer: unknown): unknown => {
	const id = '01890000-0000-7000-8000-000000000000';
	const read = v.safeParse(SubmitResponse, { code: 'abc', responseId: id, language: 'en', answers: { q: answer } });
	return read.success ? read.output.answers.q : 'refused';
};

describe('what is sent as an answer', () => {
	it.each([
		[7],
		['7'],
		[null],
		[true],
		[['item-2', 'item-1']],
		[{ option: 'else', other: 'the lift' }],
		[{ options: ['option-1'] }],
		[{ 'row-1': 'column-2' }],
		[{ phone: '12345', consent: ['phone'] }]
	])('%j reaches its kind as it was sent', (answer) => {
		expect(sent(answer)).toEqual(answer);
		expect(posted(answer)).toEqual(answer);
	});

	it('of a form may be in parts, with several texts in each', () => {
		for (const answer of [{ '': ['a', 'b'], other: 'c' }, { '': 'a', other: '' }, ['a']])
			expect(posted(answer)).toEqual(answer);
	});

	it('is nothing else', () => {
		for (const answer of [{ price: true }, [[1]], { a: { b: 'c' } }, false]) expect(sent(answer)).toBe('refused');
	});
});
