/**
 * What can be asked of a value. Which of them fit depends on what the value is, never on the kind of question that it was
 * given to: a new kind of question has them by its answer's type (`AnswerType.operand`).
 */
export const operandTypes = ['number', 'text', 'option', 'options', 'date', 'time', 'loose', 'other'] as const;
/**
 * `option`: one of a list; `options`: several of one; `loose`: a text that may be a number, as in an address; `other`: nothing
 * can be said of it but whether it is there.
 */
export type OperandType = (typeof operandTypes)[number];

/** What stands beside an operator: nothing, one value, or some of them. */
type Beside = 'nothing' | 'one' | 'some';

interface OperatorEntry {
	readonly on: readonly OperandType[];
	readonly beside: Beside;
}

const EVERY = operandTypes;
const SIZED: readonly OperandType[] = ['number', 'date', 'time', 'loose'];
const SINGLE: readonly OperandType[] = ['number', 'text', 'option', 'date', 'time', 'loose'];
const WRITTEN: readonly OperandType[] = ['text', 'loose'];

/** Every operator. All but the last two say nothing of a value that is not there (docs/survey-logic.md). */
export const operators = {
	is: { on: SINGLE, beside: 'one' },
	'is-not': { on: SINGLE, beside: 'one' },
	'one-of': { on: SINGLE, beside: 'some' },
	'none-of': { on: SINGLE, beside: 'some' },
	less: { on: SIZED, beside: 'one' },
	'at-most': { on: SIZED, beside: 'one' },
	more: { on: SIZED, beside: 'one' },
	'at-least': { on: SIZED, beside: 'one' },
	contains: { on: WRITTEN, beside: 'one' },
	'contains-not': { on: WRITTEN, beside: 'one' },
	includes: { on: ['options'], beside: 'one' },
	'includes-not': { on: ['options'], beside: 'one' },
	'includes-any': { on: ['options'], beside: 'some' },
	'includes-all': { on: ['options'], beside: 'some' },
	'includes-none': { on: ['options'], beside: 'some' },
	answered: { on: EVERY, beside: 'nothing' },
	'not-answered': { on: EVERY, beside: 'nothing' }
} as const satisfies Record<string, OperatorEntry>;

export type Operator = keyof typeof operators;
export const operatorNames = Object.keys(operators) as [Operator, ...Operator[]];

export const besideOf = (operator: Operator): Beside => operators[operator].beside;

/** Operators that fit a value of this type, in the order in which they are offered. */
export const operatorsOn = (type: OperandType): Operator[] =>
	operatorNames.filter((name) => (operators[name].on as readonly OperandType[]).includes(type));

/** What stands beside an operator. */
export type Beside1 = string | number;
export type Expected = Beside1 | readonly Beside1[] | undefined;

/** Whatever is not plain letters with single spaces between them. */
const MANIFOLD = /[^ -~]| {2}/;

/** The same letters for what people write alike: width, case and spaces do not tell two words apart. */
export const alike = (text: string): string =>
	(MANIFOLD.test(text) ? text.normalize('NFKC').replace(/\s+/g, ' ') : text).toLowerCase().trim();

const NUMBER = /^-?\d+(?:[.,]\d+)?$/;

/** A number as an address says it; undefined when it says none. */
export function numberIn(value: unknown): number | undefined {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && NUMBER.test(value) ? Number(value.replace(',', '.')) : undefined;
}

type Test = (value: never) => boolean;

/** Is it the same? Numbers by their size, words as people write them. */
function same(expected: Beside1): (value: unknown) => boolean {
	if (typeof expected === 'number') return (value) => value === expected || numberIn(value) === expected;
	const wanted = alike(expected);
	return (value) => value === expected || alike(String(value)) === wanted;
}

const anyOf = (tests: readonly ((value: unknown) => boolean)[]) => (value: unknown) =>
	tests.some((test) => test(value));

/** Compares sizes; null where there is nothing to compare with: it says nothing then. */
function sized(expected: Beside1, fits: (order: number) => boolean): (value: unknown) => boolean | null {
	if (typeof expected === 'number')
		return (value) => {
			if (typeof value === 'number') return fits(value - expected);
			const number = numberIn(value);
			return number === undefined ? null : fits(number - expected);
		};
	// Days and times as they are written sort as they follow one another.
	return (value) => (typeof value === 'string' ? fits(value < expected ? -1 : value > expected ? 1 : 0) : null);
}

/**
 * The test that an operator makes of a value that is there.
 * @returns a test; it gives null where the value is of no kind that can be compared
 */
export function testOf(operator: Operator, expected: Expected): (value: unknown) => boolean | null {
	const list = (Array.isArray(expected) ? expected : [expected]) as Beside1[];
	const one = list[0] ?? '';
	const has = (value: unknown, option: Beside1) => Array.isArray(value) && value.includes(option);
	const word = typeof one === 'string' ? alike(one) : String(one);
	const tests: Record<Operator, () => Test | ((value: unknown) => boolean | null)> = {
		is: () => same(one),
		'is-not': () => not(same(one)),
		'one-of': () => anyOf(list.map(same)),
		'none-of': () => not(anyOf(list.map(same))),
		less: () => sized(one, (order) => order < 0),
		'at-most': () => sized(one, (order) => order <= 0),
		more: () => sized(one, (order) => order > 0),
		'at-least': () => sized(one, (order) => order >= 0),
		contains: () => (value: unknown) => alike(String(value)).includes(word),
		'contains-not': () => (value: unknown) => !alike(String(value)).includes(word),
		includes: () => (value: unknown) => has(value, one),
		'includes-not': () => (value: unknown) => !has(value, one),
		'includes-any': () => (value: unknown) => list.some((option) => has(value, option)),
		'includes-all': () => (value: unknown) => list.every((option) => has(value, option)),
		'includes-none': () => (value: unknown) => !list.some((option) => has(value, option)),
		answered: () => () => true,
		'not-answered': () => () => false
	};
	return tests[operator]() as (value: unknown) => boolean | null;
}

const not =
	(test: (value: unknown) => boolean) =>
	(value: unknown): boolean =>
		!test(value);
