import { describe, expect, it } from 'vitest';
import {
	type Condition,
	findings,
	logicIssues,
	operandOf,
	publishIssues,
	type Question,
	questionKindNames,
	questionKinds,
	readContent,
	settle,
	stagesOf,
	takeAnswers,
	walk
} from '../index.ts';
import { saidBy } from '../piping.ts';
import { contentWith, text } from './support.ts';

const choice = {
	...questionKinds['single-choice'].defaults(),
	options: [
		{ id: 'a', text: { en: 'Apples' } },
		{ id: 'else', text: { en: 'Something else' }, other: true }
	]
};
const choices = { ...questionKinds['multiple-choice'].defaults(), options: choice.options };
const date = (asks: 'date' | 'time' | 'datetime'): Question => ({ ...questionKinds.date.defaults(), asks });
const hidden = questionKinds.hidden.defaults();

/** Is a question that is shown on this condition asked of whoever answered that? */
function shows(question: Question, when: Condition, answer: unknown): boolean {
	const content = contentWith([question, text('then', { logic: { show: when } })]);
	expect(logicIssues(content)).toEqual([]);
	return walk(content, { [question.id]: answer }, { around: {} }).asked[1]!;
}

describe('conditions on answers of each kind', () => {
	it('an option is compared by its id, whatever was written beside it', () => {
		expect(shows(choice, { answer: 'choice', op: 'is', value: 'else' }, { '': 'else', other: 'Plums' })).toBe(true);
		expect(shows(choice, { answer: 'choice', op: 'is-not', value: 'else' }, 'a')).toBe(true);
		expect(shows(choice, { answer: 'choice', op: 'none-of', value: ['a'] }, undefined)).toBe(false);
	});
	it('several options are looked through', () => {
		const both = { '': ['a', 'else'], other: 'Plums' };
		expect(shows(choices, { answer: 'choices', op: 'includes-all', value: ['a', 'else'] }, both)).toBe(true);
		expect(shows(choices, { answer: 'choices', op: 'includes-not', value: 'else' }, 'a')).toBe(true);
		expect(shows(choices, { answer: 'choices', op: 'includes-none', value: ['a'] }, undefined)).toBe(false);
	});
	it('days as days, times as times, of both the day', () => {
		expect(operandOf(date('time'))).toBe('time');
		expect(shows(date('time'), { answer: 'date', op: 'less', value: '12:00' }, '9:30')).toBe(true);
		expect(shows(date('date'), { answer: 'date', op: 'more', value: '2026-01-01' }, '2026-7-17')).toBe(true);
		expect(shows(date('datetime'), { answer: 'date', op: 'is', value: '2026-07-17' }, '2026-07-17 9:30')).toBe(true);
	});
	it('what the address says as a number where it is one', () => {
		expect(shows(hidden, { answer: 'hidden', op: 'at-least', value: 10 }, '12')).toBe(true);
		expect(shows(hidden, { answer: 'hidden', op: 'is', value: 'vip' }, 'VIP')).toBe(true);
	});
	it('of every kind, that it was answered or not; what does not fit is refused', () => {
		for (const name of questionKindNames) {
			const question = { ...questionKinds[name].defaults(), id: 'q' } as Question;
			expect(shows(question, { answer: 'q', op: 'not-answered' }, undefined), name).toBe(true);
			expect(shows(question, { answer: 'q', op: 'answered' }, undefined), name).toBe(false);
		}
		const bad = contentWith([choice, text('then', { logic: { show: { answer: 'choice', op: 'is', value: 'gone' } } })]);
		expect(logicIssues(bad).map(({ code }) => code)).toEqual(['logic_unknown_option']);
		const ranking = questionKinds.ranking.defaults();
		const odd = contentWith([ranking, text('then', { logic: { show: { answer: 'ranking', op: 'is', value: 'x' } } })]);
		expect(logicIssues(odd).map(({ code }) => code)).toEqual(['logic_operator']);
	});
	it('conditions that cannot hold together are found', () => {
		const show: Condition = {
			all: [
				{ answer: 'choice', op: 'is', value: 'a' },
				{ answer: 'choice', op: 'is', value: 'else' }
			]
		};
		expect(findings(contentWith([choice, text('then', { logic: { show } })])).map(({ what }) => what)).toContain(
			'never_holds'
		);
	});
});

describe('earlier answers in later texts', () => {
	const said = (question: Question, value: unknown) => {
		const content = contentWith([question, text('then')]);
		const { values } = walk(content, { [question.id]: value }, { around: {}, onread: () => undefined });
		return saidBy(content, values, {}, 'en')({ answer: question.id });
	};
	it('options by what they are called, “other” by what was written', () => {
		expect(said(choice, 'a')).toBe('Apples');
		expect(said(choice, { '': 'else', other: 'Plums' })).toBe('Plums');
		expect(said(choices, { '': ['a', 'else'], other: 'Plums' })).toBe('Apples and Plums');
		expect(said(questionKinds.ranking.defaults(), ['item-2', 'item-1', 'item-3'])).toMatch(
			/^Good offers, Short queues/
		);
		expect(said(date('datetime'), '2026-07-17T09:30')).toBe('2026-07-17 09:30');
	});
	it('what is no sentence is not said', () => {
		expect(said(questionKinds.consent.defaults(), 'yes')).toBeUndefined();
		expect(said(questionKinds.matrix.defaults(), { 'row-1': 'column-1' })).toBeUndefined();
	});
});

describe('pages', () => {
	it('what the address says is on none, and known to the first', () => {
		const show: Condition = { answer: 'hidden', op: 'is', value: 'vip' };
		const content = contentWith([hidden, text('for-vips', { logic: { show } }), text('for-all')]);
		const ids = (given: object) =>
			stagesOf(content, { ...given }, {}, 9).map(({ questions }) => questions.map(({ id }) => id));
		expect(ids({ hidden: 'vip' })).toEqual([['for-vips', 'for-all']]);
		expect(ids({})).toEqual([['for-all']]);
	});
	it('a matrix that is needed now needs every row', () => {
		const matrix = {
			...questionKinds.matrix.defaults(),
			logic: { require: { answer: 'choice', op: 'is', value: 'a' } }
		} as Question;
		const content = contentWith([choice, matrix]);
		const codes = (given: object) => {
			const taken = takeAnswers(content, { matrix: { 'row-1': 'column-1' }, ...given });
			return taken.ok ? [] : taken.issues.map(({ code }) => code);
		};
		expect(codes({ choice: 'a' })).toEqual(['rows_missing']);
		expect(codes({})).toEqual([]);
	});
	it('a browser gets what options are called only where a later text says it', () => {
		const texts = (then: Question) => JSON.stringify(settle(contentWith([choice, then]), {}));
		expect(texts(text('then'))).not.toContain('Apples');
		expect(texts(text('then', { text: { en: 'Why {answer.choice|it}?' } }))).toContain('Apples');
	});
});

it('a survey with rules on every kind is read back, and published', () => {
	const questions = questionKindNames.map(
		(name, at): Question =>
			({
				...questionKinds[name].defaults(),
				id: `q${at}`,
				text: { en: `Question ${at}` },
				...(at > 0 && { logic: { show: { answer: `q${at - 1}`, op: 'not-answered' } } })
			}) as Question
	);
	const read = readContent(JSON.parse(JSON.stringify(contentWith(questions))));
	expect(read.ok && publishIssues(read.value).filter(({ code }) => code.startsWith('logic'))).toEqual([]);
});
