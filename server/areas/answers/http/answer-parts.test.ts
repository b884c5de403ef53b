import { expect, it } from 'vitest';
import { parse } from '#domain/shared/parse.ts';
import { defaultContent, questionKinds, RecordResponse, SubmitResponse, validate } from '#domain/survey/index.ts';
import { receivedFrom } from './answer-form.ts';

const content = {
	...defaultContent('nps'),
	questions: (['nps', 'multiple-choice', 'matrix', 'ranking', 'slider', 'date', 'contact', 'consent'] as const).map(
		(name) => questionKinds[name].defaults()
	)
};
const kept = {
	nps: 9,
	choices: { options: ['option-1', 'option-3'] },
	matrix: { 'row-2': 'column-1' },
	ranking: ['item-2', 'item-1', 'item-3'],
	slider: 6,
	date: '2026-07-17',
	contact: { phone: '13912345678', consent: ['phone'] },
	consent: true
};
const fields = [
	['nps', '9'],
	['choices', 'option-3'],
	['choices', 'option-1'],
	['matrix.row-2', 'column-1'],
	['ranking.item-1', '2'],
	['ranking.item-2', '1'],
	['ranking.item-3', '3'],
	['slider', '6'],
	['date', '2026-07-17'],
	['contact.name', ''],
	['contact.phone', '13912345678'],
	['contact.phone_ok', 'yes'],
	['consent', 'yes']
] as const;

it('the fields of a form become the answers that were meant, by way of what a route takes', () => {
	const { answers } = receivedFrom(fields);
	const sent = { code: 'abc', responseId: '01890000-0000-7000-8000-000000000000', language: 'en', answers };
	const read = parse(SubmitResponse, sent);
	if (!read.ok) throw new Error(JSON.stringify(read.issues));
	expect(validate(content, read.value.answers)).toEqual({ ok: true, value: kept });
});

it('a program that sends what was kept has sent the same answers', () => {
	const read = parse(RecordResponse, { collectorCode: 'abc', answers: kept });
	if (!read.ok) throw new Error(JSON.stringify(read.issues));
	expect(validate(content, read.value.answers)).toEqual({ ok: true, value: kept });
});

it('names of what every object has are names of fields like others', () => {
	const { answers } = receivedFrom([
		['__proto__.x', '1'],
		['q.__proto__', '2'],
		['q.', '3']
	]);
	expect(Object.keys(answers)).toEqual(['__proto__', 'q']);
	expect(Object.getPrototypeOf(answers)).toBe(Object.prototype);
	expect(Object.hasOwn(answers.q as object, '__proto__')).toBe(true);
});
