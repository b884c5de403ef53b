import { type Condition, type Question, type SurveyContent } from '../../../src/domain/survey/index.ts';
import { ask, contentWith } from '../../../src/domain/survey/logic/support.ts';

/** Questions and conditions of the survey that is measured. */
export const QUESTIONS = 60;
export const CONDITIONS = 40;
/** Of the conditions, so many decide whether an answer is needed; the others whether a question is asked. */
const REQUIRES = 10;

const kinds = ['nps', 'csat', 'number', 'comment', 'ces-ease7'] as const;
const idOf = (at: number): string => `q${at}`;
const scales: Readonly<Record<string, readonly [number, number]>> = { nps: [0, 10], csat: [1, 5], 'ces-ease7': [1, 7] };

/** The same numbers in every run. */
export function generator(seed: number): () => number {
	return () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** Every third is a comparison, the others groups of two and three, one of them negated. All of earlier questions. */
function conditionAt(n: number, at: number): Condition {
	const leaf = (back: number): Condition => {
		const place = Math.max(0, at - back);
		const kind = kinds[place % kinds.length]!;
		if (kind === 'comment') return { answer: idOf(place), op: n % 2 ? 'contains-not' : 'contains', value: 'queue' };
		if (kind === 'number') return { answer: idOf(place), op: 'at-most', value: 40 };
		const [low, high] = scales[kind]!;
		return {
			answer: idOf(place),
			op: n % 2 ? 'at-least' : 'less',
			value: Math.round((low + high) / 2) + (n % 2 ? 0 : 2)
		};
	};
	if (n % 3 === 0) return leaf(1 + (n % 5));
	if (n % 3 === 1) return { any: [leaf(1), leaf(2 + (n % 7))] };
	return { all: [{ any: [leaf(1 + (n % 4)), leaf(6)] }, { not: leaf(9) }] };
}

/** The survey as ours. */
export function oursOf(): SurveyContent {
	let n = 0;
	return contentWith(
		Array.from({ length: QUESTIONS }, (_, at): Question => {
			const has = at >= QUESTIONS - CONDITIONS;
			const what = at >= QUESTIONS - REQUIRES ? 'require' : 'show';
			const condition = has ? conditionAt(n++, at) : null;
			const kind = kinds[at % kinds.length]!;
			return ask(kind, idOf(at), {
				required: what === 'show' && kind !== 'comment',
				...(condition && { logic: { [what]: condition } })
			});
		})
	);
}

const quoted = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : String(value));
const signs: Readonly<Record<string, string>> = {
	less: '<',
	'at-most': '<=',
	'at-least': '>=',
	contains: 'contains',
	'contains-not': 'notcontains'
};

/**
 * The same as an expression of survey-core. Its own comparisons with an empty answer differ ("notcontains" holds): so each says
 * that there is an answer, and a negated group is written out.
 */
function expressionOf(condition: Condition, negated = false): string {
	if ('not' in condition) return expressionOf(condition.not, !negated);
	if ('all' in condition)
		return `(${condition.all.map((one) => expressionOf(one, negated)).join(negated ? ' or ' : ' and ')})`;
	if ('any' in condition)
		return `(${condition.any.map((one) => expressionOf(one, negated)).join(negated ? ' and ' : ' or ')})`;
	if (!('answer' in condition)) throw new Error('only answers are asked for here');
	const opposite: Record<string, string> = {
		less: '>=',
		'at-most': '>',
		'at-least': '<',
		contains: 'notcontains',
		'contains-not': 'contains'
	};
	const sign = negated ? opposite[condition.op] : signs[condition.op];
	return `({${condition.answer}} notempty and {${condition.answer}} ${sign} ${quoted(condition.value)})`;
}

/** The same survey as JSON of survey-core, all on one page. */
export function theirsOf(content: SurveyContent): object {
	const elements = content.questions.map((question) => {
		const { id, kind, required, logic } = question;
		const scale = scales[kind];
		return {
			name: id,
			type: scale ? 'rating' : kind === 'number' ? 'text' : 'comment',
			...(scale && { rateMin: scale[0], rateMax: scale[1] }),
			...(kind === 'number' && { inputType: 'number', min: 0 }),
			...(kind === 'comment' && { maxLength: 4000 }),
			isRequired: required,
			...(logic?.show && { visibleIf: expressionOf(logic.show) }),
			...(logic?.require && { requiredIf: expressionOf(logic.require) })
		};
	});
	return { clearInvisibleValues: 'none', pages: [{ name: 'all', elements }] };
}

/** What one person would answer to this question, in JSON. */
export function answerTo({ kind }: Question, random: () => number): string | number {
	const scale = scales[kind];
	if (scale) return scale[0] + Math.floor(random() * (scale[1] - scale[0] + 1));
	if (kind === 'number') return Math.floor(random() * 80);
	return random() < 0.5 ? 'a long queue at the counter' : 'friendly people, all went well';
}
