import * as v from 'valibot';
import { locales, type Locale, type LocalText } from '../shared/locale.ts';
import { parse } from '../shared/parse.ts';
import { fail, issue, ok, type Issue, type Result } from '../shared/result.ts';
import { LocalTextSchema } from './local-text.ts';
import { unknownPlaceholders } from './placeholders.ts';
import { listIssues, type Item, type ItemList } from './questions/items.ts';
import { comment } from './questions/comment.ts';
import {
	kindOf,
	questionKindNames,
	type Question,
	questionKinds,
	type QuestionKindName
} from './questions/all-questions.ts';

/** Shape of stored contents; raised together with a step in `upgrade.ts`. */
export const CONTENT_SCHEMA = 1;

/** Questions that a survey can have. */
export const MAX_QUESTIONS = 200;

/** Name of a form field, and key of an answer. */
export const QUESTION_ID = /^[a-z][a-z0-9_-]{0,39}$/;

const questionOf = (kinds: readonly QuestionKindName[], own: v.ObjectEntries) =>
	v.strictObject({
		id: v.pipe(v.string(), v.regex(QUESTION_ID)),
		kind: v.picklist(kinds),
		text: LocalTextSchema,
		labels: v.record(v.pipe(v.string(), v.regex(/^[a-z]{1,20}$/)), LocalTextSchema),
		required: v.boolean(),
		...own
	});

const hasOwnFields = (name: QuestionKindName): boolean => Object.keys(kindOf(name).own).length > 0;

/** One arm for all kinds that have no fields of their own, and one for each of the others. */
const QuestionSchema = v.variant('kind', [
	questionOf(
		questionKindNames.filter((name) => !hasOwnFields(name)),
		{}
	),
	...questionKindNames.filter(hasOwnFields).map((name) => questionOf([name], kindOf(name).own))
]) as v.GenericSchema<unknown, Question>;

/** Strict shape of a survey's content; `readContent` adds the rules that span fields. */
export const SurveyContentSchema = v.strictObject({
	schema: v.literal(CONTENT_SCHEMA),
	languages: v.pipe(v.array(v.picklist(locales)), v.minLength(1), v.maxLength(locales.length)),
	questions: v.pipe(v.array(QuestionSchema), v.minLength(1), v.maxLength(MAX_QUESTIONS)),
	thanks: LocalTextSchema
});

/** What a respondent sees: questions and texts per language. A draft and every published version hold one. */
export interface SurveyContent {
	readonly schema: typeof CONTENT_SCHEMA;
	/** In order of preference: the first is shown to a person who reads none of them. */
	readonly languages: readonly Locale[];
	readonly questions: readonly Question[];
	readonly thanks: LocalText;
}

/** Names that the form itself uses. */
const RESERVED = new Set(['response', 'version', 'lang', 'code']);

/**
 * Parses a content from outside.
 * @returns the content, or issues with paths into it
 */
export function readContent(input: unknown): Result<SurveyContent> {
	const parsed = parse(SurveyContentSchema, input);
	if (!parsed.ok) return parsed;
	const issues = [...duplicates(parsed.value), ...parsed.value.questions.flatMap(labelIssues)];
	return issues.length > 0 ? fail(...issues) : ok(parsed.value);
}

function duplicates(content: SurveyContent): Issue[] {
	const seen = new Set<string>(RESERVED);
	return content.questions.flatMap((question, at) => {
		const found = seen.has(question.id);
		seen.add(question.id);
		return found ? [issue('duplicate_id', ['questions', at, 'id'])] : [];
	});
}

function labelIssues(question: Question, at: number): Issue[] {
	const { labelNames, optionalLabels = [] } = kindOf(question.kind);
	const path = ['questions', at, 'labels'];
	const missing = labelNames
		.filter((name) => question.labels[name] === undefined && !optionalLabels.includes(name))
		.map((name) => issue('required', [...path, name]));
	const unknown = Object.keys(question.labels).filter((name) => !labelNames.includes(name));
	return [...missing, ...unknown.map((name) => issue('unknown_key', [...path, name]))];
}

/**
 * What stops a draft from being published: every text must be there in every language of the survey, and no two
 * questions may feed the same series; words in braces must stand for something.
 */
export function publishIssues(content: SurveyContent): Issue[] {
	const need = (text: LocalText, path: (string | number)[]): Issue[] =>
		content.languages
			.filter((language) => !text[language])
			.map((language) => issue('missing_text', [...path, language]))
			.concat(
				locales.flatMap((locale) =>
					unknownPlaceholders(text[locale] ?? '')
						.slice(0, 1)
						.map((name) => issue('unknown_placeholder', [...path, locale], { name }))
				)
			);
	const counted = content.questions.filter((question) => kindOf(question.kind).answer.store !== null);
	const scored = content.questions.filter((question) => kindOf(question.kind).metric !== null);
	return [
		...content.questions.flatMap((question, at) => [
			...need(question.text, ['questions', at, 'text']),
			...Object.entries(question.labels).flatMap(([name, text]) =>
				isLeftEmpty(question, name) ? [] : need(text, ['questions', at, 'labels', name])
			),
			// Nobody could give it.
			...(question.required && kindOf(question.kind).asks === false
				? [issue('never_needed', ['questions', at, 'required'])]
				: []),
			...(kindOf(question.kind).issues?.(question) ?? []).map((found) => ({
				...found,
				path: ['questions', at, ...(found.path ?? [])]
			})),
			...(kindOf(question.kind).ownTexts?.(question) ?? []).flatMap(({ path, text }) =>
				need(text, ['questions', at, ...path])
			),
			...listsIn(question).flatMap(({ list, items }) => [
				...listIssues(list, items).map((found) => ({ ...found, path: ['questions', at, ...(found.path ?? [])] })),
				...items.flatMap(({ text }, n) => need(text, ['questions', at, list.field, n, 'text']))
			])
		]),
		...need(content.thanks, ['thanks']),
		...(scored.length === 0 ? [issue('nothing_measured', ['questions'])] : []),
		...counted.flatMap((question, at) =>
			counted.slice(0, at).some((other) => feedsTheSame(other, question))
				? [issue('same_question_twice', ['questions', content.questions.indexOf(question)])]
				: []
		)
	];
}

const listsIn = (question: Question): { readonly list: ItemList; readonly items: readonly Item[] }[] =>
	(kindOf(question.kind).lists ?? []).map((list) => ({
		list,
		items: (question as unknown as Record<string, readonly Item[]>)[list.field]!
	}));

const isLeftEmpty = ({ kind, labels }: Question, name: string): boolean =>
	kindOf(kind).optionalLabels?.includes(name) === true && locales.every((locale) => !labels[name]?.[locale]);

/** Scores of one kind and wording are one series, and so are numbers of one wording, typed or on a slider. */
const feedsTheSame = (a: Question, b: Question): boolean =>
	sameText(a.text, b.text) &&
	(a.kind === b.kind || [a, b].every(({ kind }) => kindOf(kind).answer.store === 'numbers'));

const sameText = (a: LocalText, b: LocalText): boolean => locales.every((locale) => a[locale] === b[locale]);

/** Kinds that "Ask … here" offers: those that a survey is made by, each with its metric. */
export type AskKind = {
	[K in QuestionKindName]: (typeof questionKinds)[K]['metric'] extends null
		? never
		: (typeof questionKinds)[K]['title'] extends null
			? never
			: K;
}[QuestionKindName];

export const askKinds = questionKindNames.filter((name): name is AskKind => kindOf(name).title !== null);

/** The content of a survey made by kind: the metric's own question and an optional comment, in every language. */
export const defaultContent = (kind: AskKind): SurveyContent => ({
	schema: CONTENT_SCHEMA,
	languages: ['zh-CN', 'en'],
	questions: [questionKinds[kind].defaults(), comment.defaults()],
	thanks: { en: 'Your answer has arrived.', 'zh-CN': '您的回答已经收到。' }
});
