import { issue, type Issue } from '../../shared/result.ts';
import type { SurveyContent } from '../content.ts';
import { pipesIn, pipesWithoutFallback } from '../piping.ts';
import { kindOf, type Question, scaleOf } from '../questions/all-questions.ts';
import type { Condition, Fact, Leaf, Source } from './logic.ts';
import { MAX_CONDITIONS } from './logic.ts';
import { operators, type OperandType } from './operators.ts';
import { conditionsOf, leavesOf, sourcesOf } from './sources.ts';

type Path = readonly (string | number)[];

const aboutTypes: Readonly<Record<Fact, OperandType>> = {
	channel: 'option',
	place: 'text',
	language: 'option',
	date: 'date',
	time: 'time',
	weekday: 'number'
};

/** What can be asked of an answer to this question. */
export function operandOf(question: Question): OperandType {
	const kind = kindOf(question.kind);
	return kind.operandOf?.(question) ?? kind.answer.operand ?? 'other';
}

/** Can its answer stand in a later text? */
export const canBeSaid = (question: Question): boolean =>
	operandOf(question) !== 'other' || kindOf(question.kind).choices !== undefined;

/** What can be asked of a value from there; null when nobody has it. */
export function typeOf(source: Source, content: Pick<SurveyContent, 'questions' | 'variables'>): OperandType | null {
	if ('about' in source) return aboutTypes[source.about];
	if ('variable' in source) return content.variables?.some(({ id }) => id === source.variable) ? 'loose' : null;
	if (!('answer' in source)) return 'loose';
	const question = content.questions.find(({ id }) => id === source.answer);
	return question ? operandOf(question) : null;
}

/** What is written beside an operator as this type has it. */
const written: Readonly<Record<OperandType, (value: string | number) => boolean>> = {
	number: (value) => typeof value === 'number',
	text: (value) => typeof value === 'string' && value.trim() !== '',
	option: (value) => value !== '',
	options: (value) => value !== '',
	date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
	time: (value) => typeof value === 'string' && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value),
	loose: (value) => typeof value === 'number' || value.trim() !== '',
	other: () => true
};

/** What may be answered to a question, where that is a list or a scale; null: anything. */
export function allowedIn(question: Question): readonly (string | number)[] | null {
	const { choices } = kindOf(question.kind);
	const scale = scaleOf(question);
	if (choices) return choices(question).map(({ value }) => value);
	return scale && Array.from({ length: scale[1] - scale[0] + 1 }, (_, at) => scale[0] + at);
}

const listOf = ({ value }: Leaf): readonly (string | number)[] =>
	value === undefined ? [] : typeof value === 'object' ? value : [value];

/** Is a value beside the operator one that can be answered at all? A scale may be compared with what lies between its ends only. */
function valueIssues(leaf: Leaf, type: OperandType, content: SurveyContent, path: Path): Issue[] {
	const values = listOf(leaf);
	if (values.some((value) => !written[type](value))) return [issue('logic_value', [...path])];
	const question = 'answer' in leaf && content.questions.find(({ id }) => id === leaf.answer);
	const allowed = question ? allowedIn(question) : null;
	if (!allowed || values.every((value) => allowed.includes(value))) return [];
	if (type === 'number') return [issue('logic_not_on_scale', [...path], { min: allowed[0]!, max: allowed.at(-1)! })];
	return [issue('logic_unknown_option', [...path])];
}

/** @param most questions before this place may be asked for */
function sourceIssues(source: Source, content: SurveyContent, most: number, path: Path): Issue[] {
	if ('variable' in source && typeOf(source, content) === null)
		return [issue('logic_unknown_variable', [...path], { id: source.variable })];
	if (!('answer' in source)) return [];
	const at = content.questions.findIndex(({ id }) => id === source.answer);
	if (at < 0) return [issue('logic_unknown_question', [...path], { id: source.answer })];
	return at < most ? [] : [issue('logic_looks_ahead', [...path], { n: at + 1 })];
}

/** Calculated values may use answers from further on than where they are asked for: looked through. */
function aheadThrough(source: Source, content: SurveyContent, most: number, path: Path): Issue[] {
	if (!('variable' in source)) return [];
	const at = content.variables?.findIndex(({ id }) => id === source.variable) ?? -1;
	if (at < 0) return [];
	return sourcesOf(content.variables![at]!.is)
		.flatMap((one) => [
			...sourceIssues(one, content, most, path),
			...aheadThrough(one, before(content, at), most, path)
		])
		.filter(({ code }) => code === 'logic_looks_ahead')
		.slice(0, 1);
}

const before = (content: SurveyContent, at: number): SurveyContent => ({
	...content,
	variables: content.variables!.slice(0, at)
});

function conditionIssues(condition: Condition, content: SurveyContent, most: number, path: Path): Issue[] {
	return leavesOf(condition).flatMap((leaf) => {
		const found = [...sourceIssues(leaf, content, most, path), ...aheadThrough(leaf, content, most, path)];
		const type = typeOf(leaf, content);
		if (found.length > 0 || type === null) return found;
		if (!(operators[leaf.op].on as readonly OperandType[]).includes(type))
			return [issue('logic_operator', [...path], { op: leaf.op })];
		return valueIssues(leaf, type, content, path);
	});
}

/**
 * What is wrong with a survey's logic: it speaks of what is not there or not yet asked, compares what cannot be compared, or
 * leads back. Each stands where it has to be put right; a draft may have them, a published version may not.
 */
export function logicIssues(content: SurveyContent): Issue[] {
	const { questions, variables = [], ends = [] } = content;
	const all = conditionsOf(content);
	const leaves = all.reduce((sum, { condition }) => sum + leavesOf(condition).length, 0);
	return [
		...(leaves > MAX_CONDITIONS ? [issue('logic_too_many', ['questions'], { max: MAX_CONDITIONS })] : []),
		...all.flatMap(({ path, condition }) => {
			const at = path[1] as number;
			const most = path[0] === 'ends' ? questions.length : path[3] === 'ways' ? at + 1 : at;
			return conditionIssues(condition, content, most, path);
		}),
		...questions.flatMap(({ logic }, at) =>
			(logic?.ways ?? []).flatMap(({ to }, way) => wayIssues(to, content, at, ['questions', at, 'logic', 'ways', way]))
		),
		...variables.flatMap(({ is }, at) => {
			const known = before(content, at);
			return sourcesOf(is).flatMap((source) => sourceIssues(source, known, questions.length, ['variables', at]));
		}),
		...pipingIssues(content),
		...ends.flatMap(({ text }, at) => notHere(text, ['ends', at, 'text']))
	];
}

type Aim = NonNullable<NonNullable<Question['logic']>['ways']>[number]['to'];

function wayIssues(to: Aim, { questions, ends = [] }: SurveyContent, at: number, path: Path): Issue[] {
	if ('end' in to)
		return to.end === null || ends.some(({ id }) => id === to.end)
			? []
			: [issue('logic_unknown_end', [...path, 'to'], { id: to.end })];
	const aim = questions.findIndex(({ id }) => id === to.question);
	if (aim < 0) return [issue('logic_unknown_question', [...path, 'to'], { id: to.question })];
	return aim > at ? [] : [issue('logic_jumps_back', [...path, 'to'], { n: aim + 1 })];
}

/** Answers are read in what is asked after them, and nowhere else. */
function pipingIssues(content: SurveyContent): Issue[] {
	const { questions } = content;
	return [
		...questions.flatMap(({ text, labels }, at) => [
			...Object.entries(text).flatMap(([locale, written]) => {
				const path = ['questions', at, 'text', locale];
				const wrong = pipesIn(written).flatMap((source) => [
					...sourceIssues(source, content, at, path),
					...aheadThrough(source, content, at, path)
				]);
				const bare = pipesWithoutFallback(written).map((id) => issue('logic_no_fallback', path, { id }));
				return [...wrong, ...bare].slice(0, 1);
			}),
			...Object.entries(labels).flatMap(([name, label]) => notHere(label, ['questions', at, 'labels', name]))
		]),
		...notHere(content.thanks, ['thanks'])
	];
}

const notHere = (text: Readonly<Partial<Record<string, string>>>, path: Path): Issue[] =>
	Object.entries(text).flatMap(([locale, written]) =>
		written !== undefined && pipesIn(written).length > 0 ? [issue('logic_no_piping', [...path, locale])] : []
	);

/** Places that speak of this question: what its deletion would leave without a meaning. */
export const usesOf = (content: SurveyContent, id: string): Path[] => {
	const { questions, variables = [] } = content;
	const speaks = (sources: readonly Source[]) => sources.some((source) => 'answer' in source && source.answer === id);
	const others = (path: Path) => path[0] !== 'questions' || questions[path[1] as number]?.id !== id;
	return [
		...conditionsOf(content).flatMap(({ path, condition }) => (speaks(leavesOf(condition)) ? [path] : [])),
		...questions.flatMap(({ logic, text }, at) => [
			...(logic?.ways ?? []).flatMap(({ to }, way) =>
				'question' in to && to.question === id ? [['questions', at, 'logic', 'ways', way, 'to']] : []
			),
			...(Object.values(text).some((one) => speaks(pipesIn(one))) ? [['questions', at, 'text']] : [])
		]),
		...variables.flatMap(({ is }, at) => (speaks(sourcesOf(is)) ? [['variables', at]] : []))
	].filter(others);
};
