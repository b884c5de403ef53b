import { describe, expect, it } from 'vitest';
import { defaultContent, MAX_QUESTIONS, publishIssues, readContent } from '../content.ts';
import { lockKey, lockOf } from '../lock.ts';
import { validate } from '../validate.ts';
import { questionKinds, scaleOf, type Question } from './all-questions.ts';

const ok = (value?: unknown) => ({ ok: true, value });
const refused = (code: string, params?: object) => ({ ok: false, issues: [{ code, ...(params && { params }) }] });

describe('satisfaction on several scales', () => {
	const kind = questionKinds.csat;
	const on = (points: 2 | 3 | 5 | 7 | 10, look: 'numbers' | 'faces' | 'stars' = 'numbers') => ({
		...kind.defaults(),
		points,
		look
	});

	it('takes the points of its own question', () => {
		expect(kind.read('7', on(7))).toEqual(ok(7));
		expect(kind.read('7', on(5))).toEqual(refused('not_on_scale', { min: 1, max: 5 }));
		expect(kind.read('0', on(2))).toEqual(ok(0));
		expect(scaleOf(on(2, 'faces'))).toEqual([0, 1]);
		expect(kind.rendering(on(10, 'stars'), () => '')).toEqual({ control: 'stars', min: 1, max: 10, sign: 'stars' });
	});

	it('is another series on another scale, and the same one with another look', () => {
		const key = (question: Question) => lockKey(lockOf(question)!);
		expect(key(on(5))).toBe(key(on(5, 'faces')));
		expect(key(on(5))).not.toBe(key(on(7)));
		expect(key(on(5))).not.toBe(key({ ...questionKinds.rating.defaults(), text: kind.defaults().text }));
	});

	it('has faces where people can tell them apart, and words for two points', () => {
		for (const [points, look, fits] of [
			[5, 'faces', true],
			[2, 'faces', true],
			[7, 'faces', false],
			[2, 'stars', false],
			[2, 'numbers', false],
			[10, 'stars', true]
		] as const)
			expect(kind.issues!(on(points, look))).toEqual(fits ? [] : [{ code: 'no_such_look', path: ['look'] }]);
	});

	it('reads contents of before there were several as 1–5 in numbers', () => {
		const stored = JSON.parse(JSON.stringify(defaultContent('csat'))) as { questions: Record<string, unknown>[] };
		delete stored.questions[0]!.points;
		delete stored.questions[0]!.look;
		expect(readContent(stored)).toEqual(ok(defaultContent('csat')));
	});
});

describe('a date', () => {
	const of = (asks: 'date' | 'time' | 'datetime') => ({ ...questionKinds.date.defaults(), asks });
	const { read } = questionKinds.date;

	it.each([
		['date', '2026-07-17', '2026-07-17'],
		['date', '2026/7/1', '2026-07-01'],
		['date', '２０２６年7月1日', '2026-07-01'],
		['date', { '': '2024-02-29' }, '2024-02-29'],
		['time', '9:05', '09:05'],
		['time', '23:59:30', '23:59'],
		['datetime', '2026-07-17T09:30', '2026-07-17T09:30'],
		['datetime', { '': '2026-07-17', time: '09:30' }, '2026-07-17T09:30'],
		['datetime', { '': '', time: '' }, undefined]
	] as const)('%s %j is %s', (asks, raw, value) => {
		expect(read(raw, of(asks))).toEqual(ok(value));
	});

	it.each([
		['date', '2026-02-29', 'not_a_date'],
		['date', '17.07.2026', 'not_a_date'],
		['date', 20260717, 'not_a_date'],
		['time', '24:00', 'not_a_time'],
		['datetime', { '': '2026-07-17', time: '' }, 'not_a_time'],
		['datetime', { time: '09:30' }, 'not_a_date']
	] as const)('%s %j is none', (asks, raw, code) => {
		expect(read(raw, of(asks))).toEqual(refused(code));
	});
});

describe('a slider', () => {
	const { read, issues } = questionKinds.slider;
	const question = { ...questionKinds.slider.defaults(), min: -1, max: 1, step: 0.1 as const };

	it('takes what lies on a step, typed or sent as a number', () => {
		for (const [raw, value] of [
			['0.3', 0.3],
			[-0.7, -0.7],
			['1', 1],
			['-0', 0],
			['', undefined],
			[undefined, undefined]
		] as const)
			expect(read(raw, question)).toEqual(ok(value));
		expect(read('0.25', question)).toEqual(refused('not_on_step', { step: 0.1, min: -1 }));
		expect(read(1.1, question)).toEqual(refused('too_large', { max: 1 }));
		expect(read('much', question)).toEqual(refused('not_number'));
	});

	it('says what of its ends does not go together', () => {
		expect(issues!(question)).toEqual([]);
		expect(issues!({ ...question, min: 1 })).toEqual([{ code: 'wrong_way_round', path: ['max'] }]);
		expect(issues!({ ...question, step: 10 })).toEqual([{ code: 'off_step', path: ['step'] }]);
	});

	it('and a number of one wording would feed one series, so only one of them is asked', () => {
		const typed = { ...questionKinds.number.defaults(), text: question.text };
		const content = { ...defaultContent('nps'), questions: [questionKinds.nps.defaults(), question, typed] };
		expect(publishIssues(content)).toEqual([{ code: 'same_question_twice', path: ['questions', 2] }]);
	});
});

describe('a ranking', () => {
	const question = questionKinds.ranking.defaults();
	const read = (raw: unknown) => questionKinds.ranking.read(raw, question);

	it('is read from a list, and from places', () => {
		expect(read(['item-3', 'item-1', 'item-2'])).toEqual(ok(['item-3', 'item-1', 'item-2']));
		expect(read({ 'item-1': '2', 'item-2': '3', 'item-3': '1' })).toEqual(ok(['item-3', 'item-1', 'item-2']));
		expect(read({ 'item-1': '', 'item-2': '', 'item-3': '' })).toEqual(ok());
	});

	it('is whole or none', () => {
		expect(read({ 'item-1': '1', 'item-2': '', 'item-3': '' })).toEqual(refused('places_missing'));
		expect(read({ 'item-1': '1', 'item-2': '1', 'item-3': '2' })).toEqual(refused('same_place'));
		expect(read(['item-1', 'item-1', 'item-2'])).toEqual(refused('same_place'));
		expect(read({ 'item-1': '4' })).toEqual(refused('not_an_option'));
		expect(read(['x'])).toEqual(refused('not_an_option'));
	});
});

describe('a matrix', () => {
	const question = questionKinds.matrix.defaults();
	const read = (raw: unknown, required = false) => questionKinds.matrix.read(raw, { ...question, required });

	it('may be passed over in part, unless an answer is needed', () => {
		expect(read({ 'row-1': 'column-2', 'row-2': '' })).toEqual(ok({ 'row-1': 'column-2' }));
		expect(read({ 'row-1': 'column-2' }, true)).toEqual(refused('rows_missing', { n: 1 }));
		expect(read({ 'row-1': '' }, true)).toEqual(ok());
	});

	it('has no rows and columns but its own', () => {
		for (const raw of [{ 'row-9': 'column-1' }, { 'row-1': 'x' }, { 'row-1': ['column-1'] }, { constructor: 'x' }])
			expect(read(raw)).toEqual(refused('not_an_option'));
	});
});

describe('contact details', () => {
	const question = { ...questionKinds.contact.defaults(), phone: 'needed' as const };
	const read = (raw: unknown) => questionKinds.contact.read(raw, question);

	it('are kept with the consent to each', () => {
		expect(read({ phone: '＋86 139 1234 5678', phone_ok: 'yes', name: '', email: ' ' })).toEqual(
			ok({ phone: '+86 139 1234 5678', consent: ['phone'] })
		);
		expect(read({ phone: '12345', name: 'Ann', consent: ['name', 'phone'] })).toEqual(
			ok({ name: 'Ann', phone: '12345', consent: ['name', 'phone'] })
		);
		expect(read({ name_ok: 'yes' })).toEqual(ok());
	});

	it('are asked for again without it, half, or wrong', () => {
		expect(read({ phone: '12345' })).toEqual(refused('consent_missing', { part: 'phone' }));
		expect(read({ name: 'Ann', name_ok: 'yes' })).toEqual(refused('part_missing', { part: 'phone' }));
		expect(read({ phone: 'call me', phone_ok: 'yes' })).toEqual(refused('not_phone', { part: 'phone' }));
		expect(read({ phone: '12345', email: 'ann', consent: ['phone', 'email'] })).toEqual(
			refused('not_email', { part: 'email' })
		);
	});

	it('ask for something', () => {
		expect(questionKinds.contact.issues!({ ...question, name: 'off', phone: 'off', email: 'off' })).toEqual([
			{ code: 'nothing_asked', path: ['name'] }
		]);
	});
});

describe('what asks nothing, or nobody', () => {
	it('a statement has no answer, whatever is sent', () => {
		const content = {
			...defaultContent('nps'),
			questions: [questionKinds.statement.defaults(), questionKinds.nps.defaults()]
		};
		expect(validate(content, { nps: 3, statement: 'x' })).toEqual(ok({ nps: 3 }));
		expect(
			publishIssues({ ...content, questions: [{ ...content.questions[0]!, required: true }, content.questions[1]!] })
		).toEqual([{ code: 'never_needed', path: ['questions', 0, 'required'] }]);
	});

	it('a hidden field keeps what fits, under a name that is free', () => {
		const question = questionKinds.hidden.defaults();
		const { read, issues } = questionKinds.hidden;
		expect(read(' A-17 ', question)).toEqual(ok('A-17'));
		expect(read(17, question)).toEqual(ok('17'));
		expect(read('x'.repeat(201), question)).toEqual(refused('too_long', { max: 200, length: 201 }));
		expect(read('a\u0007b', question)).toEqual(refused('not_text'));
		expect(issues!({ ...question, parameter: 'Lang' })).toEqual([{ code: 'reserved', path: ['parameter'] }]);
	});

	it('a consent is given or absent', () => {
		const question = questionKinds.consent.defaults();
		const { read } = questionKinds.consent;
		expect([true, 'yes', false, ''].map((raw) => read(raw, question))).toEqual([ok(true), ok(true), ok(), ok()]);
		expect(read('no', question)).toEqual(refused('not_consent'));
	});
});

it('a survey has up to 200 questions, each of any kind', () => {
	const questions = Array.from({ length: MAX_QUESTIONS }, (_, n) => ({
		...questionKinds['multiple-choice'].defaults(),
		id: `q${n}`
	}));
	const content = { ...defaultContent('nps'), questions };
	expect(MAX_QUESTIONS).toBe(200);
	expect(readContent(content).ok).toBe(true);
	expect(readContent({ ...content, questions: [...questions, { ...questions[0]!, id: 'more' }] }).ok).toBe(false);
	// What the API takes in one piece.
	expect(JSON.stringify(content).length).toBeLessThan(256 * 1024);
});
