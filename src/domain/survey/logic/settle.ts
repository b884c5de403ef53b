import type { SurveyContent } from '../content.ts';
import { isPiped } from '../piping.ts';
import { kindOf, type Question } from '../questions/all-questions.ts';
import { type Circumstances, conditionTest, NO, valueOf, YES } from './evaluate.ts';
import type { Item } from '../questions/items.ts';
import type { Condition, Expression, QuestionLogic } from './logic.ts';

/*
 * What is known of a visit does not change while somebody answers. Put into the logic before it goes to their browser, which then
 * learns nothing of it: not which attributes of a customer are asked for, nor what they are.
 */

const ALWAYS: Condition = { all: [] };
const NEVER: Condition = { any: [] };
/** Nobody's answer: a comparison with it is neither true nor false. */
const UNKNOWN: Condition = { answer: '', op: 'is', value: 0 };

const names = { indexOf: new Map<string, number>(), variables: new Map() };

function settled(condition: Condition, around: Circumstances): Condition {
	if ('all' in condition) return { all: condition.all.map((one) => settled(one, around)) };
	if ('any' in condition) return { any: condition.any.map((one) => settled(one, around)) };
	if ('not' in condition) return { not: settled(condition.not, around) };
	if ('answer' in condition || 'variable' in condition) return condition;
	const truth = conditionTest(condition, names)({ values: [], around });
	return truth === YES ? ALWAYS : truth === NO ? NEVER : UNKNOWN;
}

function settledValue(expression: Expression, around: Circumstances): Expression {
	if (typeof expression !== 'object') return expression;
	if ('do' in expression) return { ...expression, of: expression.of.map((one) => settledValue(one, around)) };
	if ('cases' in expression)
		return {
			cases: expression.cases.map((one) => ({ if: settled(one.if, around), then: settledValue(one.then, around) })),
			...(expression.else !== undefined && { else: settledValue(expression.else, around) })
		};
	if ('answer' in expression || 'variable' in expression) return expression;
	const value = valueOf(expression, names)({ values: [], around });
	return (value as string | number | undefined) ?? { answer: '' };
}

function settledLogic({ show, require, ways }: QuestionLogic, around: Circumstances): QuestionLogic {
	return {
		...(show && { show: settled(show, around) }),
		...(require && { require: settled(require, around) }),
		...(ways && { ways: ways.map((way) => ({ ...way, when: way.when && settled(way.when, around) })) })
	};
}

/** Its lists, by what their items are told apart. */
function withoutTexts(question: Omit<Question, 'logic' | 'labels'>): object {
	const own = question as unknown as Readonly<Record<string, readonly Item[]>>;
	const lists = kindOf(question.kind).lists ?? [];
	return Object.fromEntries(lists.map(({ field }) => [field, own[field]!.map((item) => ({ ...item, text: {} }))]));
}

/**
 * As much of a survey as a browser needs to know what is asked next, with all that is known of the visit put in: no texts, no
 * closing screens, nothing about the customer.
 */
export function settle(content: SurveyContent, around: Circumstances): SurveyContent {
	const { schema, languages, questions, variables } = content;
	// What options are called is read only where a later text speaks of them.
	const isSaid = questions.some(({ text }) => isPiped(text));
	return {
		schema,
		languages,
		questions: questions.map(({ logic, labels, ...question }): Question => {
			const unit = labels.unit;
			const bare = { ...question, ...(!isSaid && withoutTexts(question)), text: {}, labels: unit ? { unit } : {} };
			return (logic ? { ...bare, logic: settledLogic(logic, around) } : bare) as Question;
		}),
		thanks: {},
		...(variables && { variables: variables.map((one) => ({ ...one, name: '', is: settledValue(one.is, around) })) })
	};
}
