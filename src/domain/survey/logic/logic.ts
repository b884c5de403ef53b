import * as v from 'valibot';
import type { LocalText } from '../../shared/locale.ts';
import { LocalTextSchema } from '../local-text.ts';
import { besideOf, type Operator, operatorNames } from './operators.ts';

/** Facts of the visit that can be asked for. */
export const facts = ['channel', 'place', 'language', 'date', 'time', 'weekday'] as const;
export type Fact = (typeof facts)[number];

/** Where a value comes from: an earlier answer, something calculated, the address, the customer, or the visit itself. */
export type Source =
	| { readonly answer: string }
	| { readonly variable: string }
	| { readonly parameter: string }
	| { readonly attribute: string }
	| { readonly about: Fact };

/** One comparison. */
export type Leaf = Source & { readonly op: Operator; readonly value?: string | number | readonly (string | number)[] };

export type Condition =
	{ readonly all: readonly Condition[] } | { readonly any: readonly Condition[] } | { readonly not: Condition } | Leaf;

/** Where it goes on after a question: to a later one, or to the end and (null: the usual thank-you) what is shown there. */
export type Target = { readonly question: string } | { readonly end: string | null };

/** A way on from a question; the first whose condition holds is taken. null: always. */
export interface Way {
	readonly id: string;
	readonly when: Condition | null;
	readonly to: Target;
}

/** Logic of one question. */
export interface QuestionLogic {
	/** Asked only when this holds. */
	readonly show?: Condition;
	/** An answer is needed when this holds. */
	readonly require?: Condition;
	readonly ways?: readonly Way[];
}

export const calculations = ['sum', 'mean', 'least', 'most', 'count', 'minus', 'times', 'divided'] as const;
export type Calculation = (typeof calculations)[number];

/** What a variable is: a constant, a value from somewhere, several of them together, or one by case. */
export type Expression =
	| number
	| string
	| Source
	| { readonly do: Calculation; readonly of: readonly Expression[] }
	| { readonly cases: readonly { readonly if: Condition; readonly then: Expression }[]; readonly else?: Expression };

/** Something calculated from what was answered. It may use those that stand before it. */
export interface Variable {
	readonly id: string;
	/** What the team calls it. */
	readonly name: string;
	readonly is: Expression;
}

/** A closing screen in place of the usual thank-you. */
export interface End {
	readonly id: string;
	readonly text: LocalText;
	/** Shown to whoever comes to the end when this holds; without it only a way leads here. */
	readonly when?: Condition;
}

/** Conditions nested so deep at most; comparisons of one condition, and of a survey. */
export const MAX_DEPTH = 6;
export const MAX_LEAVES = 50;
export const MAX_CONDITIONS = 1000;
export const MAX_WAYS = 20;
/** Names of calculated values, and of closing screens: fixed places, so that two people who write two of them never meet. */
export const variableIds = ['v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8', 'v9', 'v10'] as const;
export const endIds = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

const Name = v.pipe(v.string(), v.minLength(1), v.maxLength(40));
const One = v.union([v.pipe(v.string(), v.maxLength(200)), v.pipe(v.number(), v.finite())]);
const Some = v.pipe(v.array(One), v.minLength(1), v.maxLength(50));
const sources = [
	{ answer: Name },
	{ variable: Name },
	{ parameter: Name },
	{ attribute: Name },
	{ about: v.picklist(facts) }
] as const;

const LeafSchema = v.pipe(
	v.union(
		sources.map((source) =>
			v.strictObject({ ...source, op: v.picklist(operatorNames), value: v.optional(v.union([One, Some])) })
		)
	),
	v.check(({ op, value }) => {
		const beside = besideOf(op);
		return beside === 'nothing' ? value === undefined : beside === 'some' ? Array.isArray(value) : isOne(value);
	}, 'operator_value')
) as unknown as v.GenericSchema<unknown, Leaf>;

const isOne = (value: unknown): boolean => value !== undefined && !Array.isArray(value);

/** How deep a condition goes, and how many comparisons it makes. */
export function sizeOf(condition: Condition): { readonly depth: number; readonly leaves: number } {
	const within = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null;
	if (within === null && !('not' in condition)) return { depth: 1, leaves: 1 };
	const sizes = (within ?? [(condition as { not: Condition }).not]).map(sizeOf);
	return {
		depth: 1 + Math.max(0, ...sizes.map(({ depth }) => depth)),
		leaves: sizes.reduce((sum, { leaves }) => sum + leaves, 0)
	};
}

const Group = v.pipe(v.array(v.lazy(() => AnyCondition)), v.minLength(1), v.maxLength(MAX_LEAVES));
const AnyCondition: v.GenericSchema<unknown, Condition> = v.lazy((input) => {
	const has = (key: string): boolean => typeof input === 'object' && input !== null && key in input;
	if (has('all')) return v.strictObject({ all: Group });
	if (has('any')) return v.strictObject({ any: Group });
	return has('not') ? v.strictObject({ not: AnyCondition }) : LeafSchema;
});

/** Nothing that comes from outside is looked through deeper than this. */
function isShallow(input: unknown, left = MAX_DEPTH * 3): boolean {
	if (typeof input !== 'object' || input === null) return true;
	return left > 0 && Object.values(input).every((part) => isShallow(part, left - 1));
}

export const ConditionSchema = v.pipe(
	v.custom<unknown>((input) => isShallow(input), 'too_deep'),
	AnyCondition,
	v.check((condition) => sizeOf(condition).depth <= MAX_DEPTH, 'too_deep'),
	v.check((condition) => sizeOf(condition).leaves <= MAX_LEAVES, 'too_many_conditions')
) as v.GenericSchema<unknown, Condition>;

export const WaySchema = v.strictObject({
	id: v.pipe(v.string(), v.regex(/^[a-z0-9]{1,20}$/)),
	when: v.nullable(ConditionSchema),
	to: v.union([v.strictObject({ question: Name }), v.strictObject({ end: v.nullable(v.picklist(endIds)) })])
}) as v.GenericSchema<unknown, Way>;

export const QuestionLogicSchema = v.strictObject({
	show: v.optional(ConditionSchema),
	require: v.optional(ConditionSchema),
	ways: v.optional(v.pipe(v.array(WaySchema), v.minLength(1), v.maxLength(MAX_WAYS)))
}) as v.GenericSchema<unknown, QuestionLogic>;

const AnyExpression: v.GenericSchema<unknown, Expression> = v.lazy((input) => {
	if (typeof input !== 'object' || input === null) return One as v.GenericSchema<unknown, Expression>;
	if ('do' in input)
		return v.strictObject({
			do: v.picklist(calculations),
			of: v.pipe(v.array(AnyExpression), v.minLength(1), v.maxLength(200))
		});
	if ('cases' in input)
		return v.strictObject({
			cases: v.pipe(
				v.array(v.strictObject({ if: ConditionSchema, then: AnyExpression })),
				v.minLength(1),
				v.maxLength(20)
			),
			else: v.optional(AnyExpression)
		}) as v.GenericSchema<unknown, Expression>;
	return v.union(sources.map((source) => v.strictObject(source))) as unknown as v.GenericSchema<unknown, Expression>;
});

export const ExpressionSchema = v.pipe(
	v.custom<unknown>((input) => isShallow(input), 'too_deep'),
	AnyExpression
) as v.GenericSchema<unknown, Expression>;

export const VariableSchema = v.strictObject({
	id: v.picklist(variableIds),
	name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
	is: ExpressionSchema
}) as v.GenericSchema<unknown, Variable>;

export const EndSchema = v.strictObject({
	id: v.picklist(endIds),
	text: LocalTextSchema,
	when: v.optional(ConditionSchema)
}) as v.GenericSchema<unknown, End>;
