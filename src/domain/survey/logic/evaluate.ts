import type { Condition, Expression, Fact, Leaf, Source, Variable } from './logic.ts';
import { besideOf, numberIn, testOf } from './operators.ts';

/** What is known of a visit beside its answers. What is left out is not known, and no comparison with it holds. */
export interface Circumstances extends Readonly<Partial<Record<Fact, string | number>>> {
	/** What the address said besides. */
	readonly parameters?: Readonly<Record<string, string>>;
	/** What is known of the customer. */
	readonly attributes?: Readonly<Record<string, string | number>>;
}

/** Answers so far, by the place of their question, and what else is known. */
export interface State {
	/** undefined: not asked (yet), or left empty. */
	readonly values: readonly unknown[];
	readonly around: Circumstances;
}

/**
 * `MAYBE`: what it asks about is not there, so it says nothing – and neither does its negation. Numbers, so that a group is
 * the least or the most of its parts.
 */
export const NO = 0;
export const MAYBE = 1;
export const YES = 2;
type Truth = typeof NO | typeof MAYBE | typeof YES;

export type Test = (state: State) => Truth;
export type Calculated = (state: State) => unknown;

/** Names of a survey that conditions speak of. */
export interface Names {
	readonly indexOf: ReadonlyMap<string, number>;
	/** By the place of a question: what of its answer is compared; left out: all of it. */
	readonly compared?: readonly (((value: never) => unknown) | undefined)[];
	readonly variables: ReadonlyMap<string, Calculated>;
}

const nothing: Calculated = () => undefined;

/** Where a value comes from, as a function. A name that is nobody's gives nothing. */
export function valueOf(source: Source, names: Names): Calculated {
	if ('answer' in source) {
		const at = names.indexOf.get(source.answer);
		if (at === undefined) return nothing;
		const compared = names.compared?.[at];
		if (compared === undefined) return ({ values }) => values[at];
		return ({ values }) => (values[at] === undefined ? undefined : compared(values[at] as never));
	}
	if ('variable' in source) return names.variables.get(source.variable) ?? nothing;
	if ('about' in source) return ({ around }) => around[source.about];
	const [of, name] = 'parameter' in source ? ['parameters', source.parameter] : ['attributes', source.attribute];
	return ({ around }) => {
		const all = around[of as 'parameters' | 'attributes'];
		const value = all !== undefined && Object.hasOwn(all, name!) ? all[name!] : undefined;
		return value === '' ? undefined : value;
	};
}

function leafTest(leaf: Leaf, names: Names): Test {
	const value = valueOf(leaf, names);
	if (besideOf(leaf.op) === 'nothing') {
		const [there, missing]: [Truth, Truth] = leaf.op === 'answered' ? [YES, NO] : [NO, YES];
		return (state) => (value(state) === undefined ? missing : there);
	}
	const test = testOf(leaf.op, leaf.value);
	return (state) => {
		const found = value(state);
		if (found === undefined) return MAYBE;
		const holds = test(found);
		return holds === null ? MAYBE : holds ? YES : NO;
	};
}

/** A condition as a function. Once for a survey: running it looks nothing up. */
export function conditionTest(condition: Condition, names: Names): Test {
	if ('not' in condition) {
		const test = conditionTest(condition.not, names);
		return (state) => (YES - test(state)) as Truth;
	}
	if (!('all' in condition || 'any' in condition)) return leafTest(condition, names);
	const isAll = 'all' in condition;
	const tests = (isAll ? condition.all : condition.any).map((one) => conditionTest(one, names));
	const [start, decided]: [Truth, Truth] = isAll ? [YES, NO] : [NO, YES];
	return (state) => {
		let truth: Truth = start;
		for (const test of tests) {
			const found = test(state);
			if (found === decided) return found;
			if (found === MAYBE) truth = MAYBE;
		}
		return truth;
	};
}

/** Digits that a calculation keeps: 0.1 + 0.2 is 0.3. */
const exact = (value: number): number | undefined =>
	Number.isFinite(value) ? Number(value.toPrecision(12)) : undefined;

type Calculate = (numbers: readonly number[], all: number) => number | undefined;

/** @param all how many values there should be: where a difference lacks one, it is none */
const calculate: Readonly<Record<'sum' | 'mean' | 'least' | 'most' | 'minus' | 'times' | 'divided', Calculate>> = {
	sum: (numbers) => numbers.reduce((sum, one) => sum + one, 0),
	mean: (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length,
	least: (numbers) => Math.min(...numbers),
	most: (numbers) => Math.max(...numbers),
	minus: ([first = 0, ...others], all) =>
		others.length + 1 < all ? undefined : others.reduce((left, one) => left - one, first),
	times: (numbers, all) => (numbers.length < all ? undefined : numbers.reduce((product, one) => product * one, 1)),
	divided: ([first = 0, ...others], all) =>
		others.length + 1 < all ? undefined : others.reduce((left, one) => left / one, first)
};

/** An expression as a function; it gives undefined where there is nothing to calculate with. */
export function calculated(expression: Expression, names: Names): Calculated {
	if (typeof expression !== 'object') return () => expression;
	if ('cases' in expression) {
		const cases = expression.cases.map((one) => [conditionTest(one.if, names), calculated(one.then, names)] as const);
		const other = expression.else === undefined ? nothing : calculated(expression.else, names);
		return (state) => (cases.find(([test]) => test(state) === YES)?.[1] ?? other)(state);
	}
	if (!('do' in expression)) return valueOf(expression, names);
	const parts = expression.of.map((one) => calculated(one, names));
	if (expression.do === 'count') return (state) => parts.filter((part) => part(state) !== undefined).length;
	const work = calculate[expression.do];
	return (state) => {
		const numbers = parts.flatMap((part) => numberIn(part(state)) ?? []);
		const found = numbers.length === 0 ? undefined : work(numbers, parts.length);
		return found === undefined ? undefined : exact(found);
	};
}

/** Variables in their order: each knows those before it, so that no two wait for one another. */
export function variablesOf(
	variables: readonly Variable[],
	names: Omit<Names, 'variables'>
): ReadonlyMap<string, Calculated> {
	const known = new Map<string, Calculated>();
	for (const { id, is } of variables) known.set(id, calculated(is, { ...names, variables: new Map(known) }));
	return known;
}
