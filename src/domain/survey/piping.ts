import { localText, type Locale, type LocalText } from '../shared/locale.ts';
import type { SurveyContent } from './content.ts';
import type { Source } from './logic/logic.ts';
import { kindOf, type Question } from './questions/all-questions.ts';

/**
 * Earlier answers in later texts: `{answer.nps|your score}` and `{variable.v1|none}`. What stands behind the bar is read where
 * there is no answer. What people wrote is put in as it is, and looked through for nothing: braces of theirs stay braces.
 */
const PIPE = /\{\s*(answer|variable)\.([a-z][a-z0-9_-]{0,39})\s*(?:\|([^{}]*))?\}/g;

/** So much of an answer is read in another question's text at most. */
const LONGEST = 200;

/** What a text takes from elsewhere. */
export const pipesIn = (text: string): Source[] =>
	[...text.matchAll(PIPE)].map(([, kind, name]) => (kind === 'answer' ? { answer: name! } : { variable: name! }));

/** Names in a text that say nothing for whoever has no answer. */
export const pipesWithoutFallback = (text: string): string[] =>
	[...text.matchAll(PIPE)].filter(([, , , fallback = '']) => fallback.trim() === '').map(([, , name]) => name!);

/** How a text takes an answer or a calculated value in; what the editor puts where the caret is. */
export const pipeOf = (
	source: { readonly answer: string } | { readonly variable: string },
	fallback: string
): string =>
	'answer' in source ? `{answer.${source.answer}|${fallback}}` : `{variable.${source.variable}|${fallback}}`;

/** What can be said of an answer, or of a calculated value; undefined: nothing. */
export type Saying = (source: Source) => string | undefined;

/** The text with what was answered in it. */
export const pipeIn = (text: string, said: Saying): string =>
	text.replace(PIPE, (_, kind: string, name: string, fallback = '') => {
		const found = said(kind === 'answer' ? { answer: name } : { variable: name });
		return found === undefined ? fallback.trim() : found;
	});

/** A text as one line, no longer than a sentence can bear. */
const inLine = (text: string): string => {
	const line = text.replace(/\s+/g, ' ').trim();
	const letters = [...line];
	return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('').trimEnd()}…` : line;
};

const figure = (value: number, language: Locale): string =>
	new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);

/** How an answer reads in a sentence; undefined when it is nothing that can be read. */
function wordsFor(question: Question, given: unknown, language: Locale): string | undefined {
	const { choices, answer, columns } = kindOf(question.kind);
	const options = choices?.(question) ?? [];
	const called = (one: unknown): string | undefined => {
		const option = options.find((each) => each.value === one);
		if (option?.other) return inLine(answer.words(given) ?? localText(option.text, language));
		if (option) return localText(option.text, language);
		return typeof one === 'number' ? figure(one, language) : typeof one === 'string' ? inLine(one) : undefined;
	};
	// As it stands in a table: both of a day and a time.
	if (answer.type === 'date') return columns(question)[0]!.cell(given);
	const value = options.length > 0 && answer.compared ? answer.compared(given) : given;
	if (!Array.isArray(value)) return called(value);
	const names = value.flatMap((one) => called(one) ?? []);
	return names.length === 0 ? undefined : inLine(new Intl.ListFormat(language).format(names));
}

/**
 * What can be said of this person's answers.
 * @param values by the place of their question, of those that were asked
 * @param variables what is calculated, by id
 */
export function saidBy(
	content: Pick<SurveyContent, 'questions'>,
	values: readonly unknown[],
	variables: Readonly<Record<string, unknown>>,
	language: Locale
): Saying {
	return (source) => {
		if ('variable' in source) {
			const value = variables[source.variable];
			return typeof value === 'number'
				? figure(value, language)
				: typeof value === 'string'
					? inLine(value)
					: undefined;
		}
		if (!('answer' in source)) return undefined;
		const at = content.questions.findIndex(({ id }) => id === source.answer);
		return at < 0 || values[at] === undefined ? undefined : wordsFor(content.questions[at]!, values[at], language);
	};
}

/** Has a text of the survey any answer in it? */
export const isPiped = (text: LocalText): boolean => Object.values(text).some((one) => pipesIn(one).length > 0);
