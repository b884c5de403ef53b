import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Condition, next, operatorNames, operators, operatorsOn, type SurveyContent } from '../index.ts';
import { conditionTest, MAYBE, YES } from './evaluate.ts';
import { besideOf, type Operator } from './operators.ts';
import { contentWith, scale, text } from './support.ts';

/** The table of the docs is the specification: a row that says otherwise than the evaluator does fails here. */
const rowsIn = (file: string): string[][] =>
	readFileSync(new URL(`../../../../docs/${file}`, import.meta.url), 'utf8')
		.split('\n')
		.filter((line) => /^\| `[a-z-]+`/.test(line))
		.map((line) =>
			line
				.split('|')
				.map((cell) => cell.trim().replaceAll('`', ''))
				.slice(1, -1)
		);
const rows = rowsIn('survey-logic.md');

const valueFor = (op: Operator) => ({ nothing: undefined, one: 3, some: [3, 4] })[besideOf(op)];
const leaf = (op: Operator, answer: string): Condition => {
	const value = valueFor(op);
	return { answer, op, ...(value !== undefined && { value }) };
};

/** A survey in which `last` is asked only if the condition holds; `hidden` never is. */
const surveyWith = (condition: Condition): SurveyContent =>
	contentWith([
		scale('empty', { required: false }),
		scale('hidden', { required: false, logic: { show: { answer: 'empty', op: 'answered' } } }),
		text('last', { logic: { show: condition } })
	]);

const asks = (condition: Condition): string =>
	next(surveyWith(condition), { empty: null })?.id === 'last' ? 'match' : 'no match';

describe('what an empty answer means, as the docs say it', () => {
	it('has a row for every operator, in both languages', () => {
		expect(rows.map(([name]) => name)).toEqual(operatorNames);
		const chinese = rowsIn('survey-logic.zh-CN.md');
		const words: Record<string, string> = { 匹配: 'match', 不匹配: 'no match' };
		expect(chinese.map((row) => [row[0], ...row.slice(2).map((cell) => words[cell])])).toEqual(
			rows.map((row) => [row[0], ...row.slice(2)])
		);
	});

	it.each(rows)('%s fits %s: left empty %s, never asked %s, negated %s', (name, fits, empty, never, negated) => {
		const op = name as Operator;
		expect(asks(leaf(op, 'empty'))).toBe(empty);
		expect(asks(leaf(op, 'hidden'))).toBe(never);
		expect(asks({ not: leaf(op, 'empty') })).toBe(negated);
		const types = operators[op].on.filter((type) => type !== 'loose');
		expect(fits!.split(', ')).toEqual(types);
		for (const type of types) expect(operatorsOn(type)).toContain(op);
	});

	it('groups hold only by what is there', () => {
		const [gone, there]: Condition[] = [
			{ answer: 'hidden', op: 'is', value: 3 },
			{ answer: 'empty', op: 'not-answered' }
		];
		expect(asks({ all: [gone!, there!] })).toBe('no match');
		expect(asks({ any: [gone!, there!] })).toBe('match');
		expect(asks({ not: { any: [gone!, { not: there! }] } })).toBe('no match');
		expect(asks({ not: { all: [gone!, { not: there! }] } })).toBe('match');
	});

	it('a question that nobody has is as empty', () => {
		const names = { indexOf: new Map<string, number>(), variables: new Map() };
		for (const op of operatorNames) {
			const truth = conditionTest(leaf(op, 'gone'), names)({ values: [], around: {} });
			expect(truth === YES).toBe(op === 'not-answered');
			if (besideOf(op) !== 'nothing') expect(truth).toBe(MAYBE);
		}
	});
});
