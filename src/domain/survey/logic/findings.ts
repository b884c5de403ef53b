import { channelNames } from '../channels/all-channels.ts';
import { locales } from '../../shared/locale.ts';
import type { SurveyContent } from '../content.ts';
import type { Question } from '../questions/all-questions.ts';
import { allowedIn, logicIssues, operandOf, typeOf } from './check.ts';
import type { Condition, Leaf, Source } from './logic.ts';
import { besideOf, testOf } from './operators.ts';
import { conditionsOf } from './sources.ts';

/**
 * What a look at the whole survey finds, before anybody answers it:
 * - `never_shown`: nobody can come to this question
 * - `never_holds`: no answers make this condition hold
 * - `dead_end`: somebody may come to the end without having been asked anything
 * - `no_screen`: a way leads to a closing screen that says nothing
 * Each is certain; what is too large to look through is not spoken of.
 */
export interface Finding {
	readonly what: 'never_shown' | 'never_holds' | 'dead_end' | 'no_screen';
	/** Place of the question that it is about; −1: the survey as a whole. */
	readonly at: number;
	/** Into the content, of what is to be put right. */
	readonly path: readonly (string | number)[];
}

/** One comparison as it is, or that it does not hold (`no`): false, or there is nothing to compare. */
interface Literal {
	readonly leaf: Leaf;
	readonly no: boolean;
}
type Conjunction = readonly Literal[];

/** So many cases are looked through. */
const MOST = 600;

type Cases = readonly Conjunction[] | null;

const both = (a: Cases, b: Cases): Cases => {
	if (a === null || b === null || a.length * b.length > MOST) return null;
	return a.flatMap((one) => b.map((other) => [...one, ...other]));
};
const either = (a: Cases, b: Cases): Cases =>
	a === null || b === null || a.length + b.length > MOST ? null : [...a, ...b];

/**
 * When a condition is true (`want`), false, or not true, as cases that each hold together. A comparison of what is not there
 * is neither true nor false.
 */
function casesOf(condition: Condition, want: 'true' | 'false' | 'not true'): Cases {
	if ('not' in condition) {
		// Or something it asks about is not there: looked at no closer.
		if (want === 'not true') return [[]];
		return casesOf(condition.not, want === 'true' ? 'false' : 'true');
	}
	if ('all' in condition || 'any' in condition) {
		const parts = ('all' in condition ? condition.all : condition.any).map((one) => casesOf(one, want));
		const isAnd = 'all' in condition ? want === 'true' : want !== 'true';
		return isAnd ? parts.reduce(both, [[]]) : parts.reduce(either, []);
	}
	if (want === 'true') return [[{ leaf: condition, no: false }]];
	if (want === 'not true') return [[{ leaf: condition, no: true }]];
	const there = { ...condition, op: 'answered' } as Leaf;
	const isThere: Conjunction = besideOf(condition.op) === 'nothing' ? [] : [{ leaf: there, no: false }];
	return [[...isThere, { leaf: condition, no: true }]];
}

const keyOf = (source: Source): string =>
	'answer' in source
		? `answer ${source.answer}`
		: 'variable' in source
			? `variable ${source.variable}`
			: 'parameter' in source
				? `parameter ${source.parameter}`
				: 'attribute' in source
					? `attribute ${source.attribute}`
					: `about ${source.about}`;

const listOf = ({ value }: Leaf): (string | number)[] =>
	value === undefined ? [] : typeof value === 'object' ? [...value] : [value];

/** Values that are worth a try: every one that can tell these comparisons apart. null: what can stand there is not known. */
function candidates(leaves: readonly Leaf[], content: SurveyContent): unknown[] | null {
	const [first] = leaves as [Leaf];
	const named = leaves.flatMap(listOf);
	const question = 'answer' in first ? content.questions.find(({ id }) => id === first.answer) : undefined;
	const type = typeOf(first, content);
	if (question) {
		const allowed = allowedIn(question);
		if (operandOf(question) === 'options') return allowed && setsOf(allowed, named);
		if (allowed) return [...allowed];
	}
	if ('about' in first) {
		if (first.about === 'channel') return [...channelNames];
		if (first.about === 'language') return [...locales];
		if (first.about === 'weekday') return [1, 2, 3, 4, 5, 6, 7];
		if (type !== 'text') return null;
	}
	if (type === 'number') return question ? numbersAround(question, named) : null;
	if (type !== 'text') return null;
	// Something that is nobody's word, each word alone, and all of them together.
	const words = named.map(String);
	return ['\u2063', ...words, words.join(' '), [...words].reverse().join(' ')];
}

function setsOf(allowed: readonly (string | number)[], named: readonly (string | number)[]): unknown[] | null {
	const told = [...new Set(named)].filter((one) => allowed.includes(one));
	const other = allowed.find((one) => !told.includes(one));
	if (told.length > 8) return null;
	const sets: (string | number)[][] = [];
	for (let bits = 0; bits < 1 << told.length; bits++) sets.push(told.filter((_, at) => bits & (1 << at)));
	return [...sets, ...(other === undefined ? [] : sets.map((set) => [...set, other]))].filter(
		({ length }) => length > 0
	);
}

function numbersAround(question: Question, named: readonly (string | number)[]): number[] {
	const {
		min = null,
		max = null,
		decimals = 2
	} = question as {
		min?: number | null;
		max?: number | null;
		decimals?: number;
	};
	const step = 10 ** -decimals;
	const around = [...named, min ?? -1, max ?? 1].flatMap((value) => {
		const near = Number((Math.floor(Number(value) / step) * step).toFixed(decimals));
		return [near - step, near, near + step, near + 2 * step].map((one) => Number(one.toFixed(decimals)));
	});
	return around.filter((value) => value >= (min ?? -Infinity) && value <= (max ?? Infinity));
}

/** What a comparison says of a value that is there (`undefined`: of none). */
function holds({ leaf, no }: Literal, value: unknown): boolean {
	const found =
		leaf.op === 'not-answered'
			? value === undefined
			: value !== undefined && testOf(leaf.op, leaf.value)(value) === true;
	return found !== no;
}

/** Facts that are known of every visit. */
const KNOWN = ['channel', 'language', 'date', 'time', 'weekday'].map((fact) => `about ${fact}`);

/** What is known beside the conditions: values that are there, and whether nothing at all was asked. */
interface Known {
	readonly there: ReadonlySet<string>;
	readonly nothingAsked?: true;
}
const ANY: Known = { there: new Set(KNOWN) };

/** Can these hold together? */
function together(conjunction: Conjunction, content: SurveyContent, { there, nothingAsked }: Known): boolean {
	const by = Map.groupBy(conjunction, ({ leaf }) => keyOf(leaf));
	return [...by].every(([key, literals]) => {
		const isMissing = !there.has(key) && literals.every((literal) => holds(literal, undefined));
		if (isMissing) return true;
		if (nothingAsked && key.startsWith('answer ')) return false;
		const values = candidates(
			literals.map(({ leaf }) => leaf),
			content
		);
		const isThere = (value: unknown) => literals.every((literal) => holds(literal, value));
		// Whether it is there is all that is asked.
		if (literals.every(({ leaf }) => besideOf(leaf.op) === 'nothing')) return isThere('\u2063');
		return values === null || values.some(isThere);
	});
}

/** How deep conditions of conditions are looked through. */
const DEEP = 4;

/** A case with what it takes for the questions it has answers of to be asked. */
function withAsked(conjunction: Conjunction, content: SurveyContent, deep = 0): Cases {
	if (deep > DEEP) return [conjunction];
	const ids = new Set(
		conjunction.flatMap(({ leaf, no }) => (!no && leaf.op !== 'not-answered' && 'answer' in leaf ? [leaf.answer] : []))
	);
	let cases: Cases = [[]];
	for (const id of ids) {
		const show = content.questions.find((question) => question.id === id)?.logic?.show;
		if (!show) continue;
		const shown = casesOf(show, 'true')?.map((one) => withAsked(one, content, deep + 1));
		cases = both(cases, shown?.reduce<Cases>(either, []) ?? null);
	}
	return both([conjunction], cases);
}

const isPossible = (cases: Cases, content: SurveyContent, known = ANY): boolean =>
	cases === null ||
	cases.some((one) => {
		const whole = withAsked(one, content);
		return whole === null || whole.some((all) => together(all, content, known));
	});

/** Does somebody who was asked this question always go one of its ways? */
function leaves(question: Question, content: SurveyContent): boolean {
	const { questions } = content;
	// One that leads back, or to what is gone, leads nowhere.
	const ways = (question.logic?.ways ?? []).filter(
		({ to }) => 'end' in to || questions.findIndex(({ id }) => id === to.question) > questions.indexOf(question)
	);
	if (ways.some(({ when }) => when === null)) return true;
	if (ways.length === 0) return false;
	const stays = ways.map(({ when }) => casesOf(when!, 'not true')).reduce(both, [[]]);
	const there = new Set([...KNOWN, ...(question.required ? [`answer ${question.id}`] : [])]);
	return !isPossible(stays, content, { there });
}

/** What is to be put right in a survey's logic beside what `logicIssues` refuses. */
export function findings(given: SurveyContent): Finding[] {
	const content = withoutDoubtful(given);
	const { questions, ends = [] } = content;
	const never = conditionsOf(content)
		.filter(({ condition }) => !isPossible(casesOf(condition, 'true'), content))
		.map(({ path }): Finding => ({ what: 'never_holds', at: path[0] === 'questions' ? Number(path[1]) : -1, path }));
	const isNever = (...path: (string | number)[]) => never.some((one) => one.path.join() === path.join());
	const come = new Set([0]);
	questions.forEach((question, at) => {
		const here = ['questions', at, 'logic'];
		const canShow = !isNever(...here, 'show');
		const canHide = question.logic?.show !== undefined && !alwaysHolds(question.logic.show, content);
		if (!come.has(at)) return;
		if (canHide || !canShow) come.add(at + 1);
		if (!canShow) return;
		question.logic?.ways?.forEach(({ to }, way) => {
			if (isNever(...here, 'ways', way, 'when')) return;
			const aim = 'question' in to ? questions.findIndex(({ id }) => id === to.question) : questions.length;
			if (aim > at) come.add(aim);
		});
		if (!leaves(question, content)) come.add(at + 1);
	});
	return [
		...never,
		...questions.flatMap((_, at): Finding[] =>
			come.has(at) && !isNever('questions', at, 'logic', 'show')
				? []
				: [{ what: 'never_shown', at, path: ['questions', at] }]
		),
		...(mayAskNothing(content) ? [{ what: 'dead_end', at: -1, path: ['questions'] } as const] : []),
		...questions.flatMap(({ logic }, at) =>
			(logic?.ways ?? []).flatMap(({ to }, way): Finding[] => {
				const screen = 'end' in to && to.end !== null ? ends.find(({ id }) => id === to.end) : undefined;
				return screen && Object.keys(screen.text).length === 0
					? [{ what: 'no_screen', at, path: ['questions', at, 'logic', 'ways', way, 'to'] }]
					: [];
			})
		)
	];
}

const alwaysHolds = (condition: Condition, content: SurveyContent): boolean =>
	!isPossible(casesOf(condition, 'not true'), content);

/** May somebody come to the end without having been asked anything? */
function mayAskNothing(content: SurveyContent): boolean {
	const shows = content.questions.map(({ logic }) => logic?.show);
	if (shows.includes(undefined)) return false;
	const none = shows.map((show) => casesOf(show!, 'not true')).reduce(both, [[]]);
	return none !== null && none.some((one) => together(one, content, { ...ANY, nothingAsked: true }));
}

/** Stands for a condition of which nothing is known: it may hold, and may not. */
const PERHAPS: Condition = { parameter: '?', op: 'is', value: '?' };

/** A condition that is refused says nothing that could be relied on. */
function withoutDoubtful(content: SurveyContent): SurveyContent {
	const refused = new Set(logicIssues(content).map(({ path = [] }) => path.join()));
	if (refused.size === 0) return content;
	const sure = <C extends Condition | null | undefined>(condition: C, ...path: (string | number)[]): C | Condition =>
		condition && refused.has(path.join()) ? PERHAPS : condition;
	const questions = content.questions.map((question, at) => {
		const { logic } = question;
		if (!logic) return question;
		const path = ['questions', at, 'logic'];
		const ways = logic.ways?.map((way, n) => ({ ...way, when: sure(way.when, ...path, 'ways', n, 'when') }));
		return {
			...question,
			logic: {
				...(logic.show && { show: sure(logic.show, ...path, 'show') }),
				...(logic.require && { require: sure(logic.require, ...path, 'require') }),
				...(ways && { ways })
			}
		};
	});
	return { ...content, questions };
}
