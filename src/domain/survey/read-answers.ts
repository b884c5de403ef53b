import * as v from 'valibot';
import type { Store } from './answers/answer-type.ts';
import type { SurveyContent } from './content.ts';
import { kindOf, type Answer, type AnswerValue } from './questions/all-questions.ts';
import type { Answers } from './validate.ts';

/**
 * Stored answers with their questions, in the order of the survey. Only the content that was answered says what a value
 * means: the same id may be a scale in one version and a text in another. A value of another shape is none of its answers.
 */
export const answersIn = (content: SurveyContent, answers: Answers): Answer[] =>
	content.questions.flatMap((question) => {
		if (!Object.hasOwn(answers, question.id)) return [];
		const { answer } = kindOf(question.kind);
		const value = answers[question.id];
		// One of the union's arms by construction: kind, type and value come from the same entry.
		return v.is(answer.schema, value) ? [{ kind: question.kind, type: answer.type, question, value } as Answer] : [];
	});

/** What a store counts of the answers, by question id, for the questions that were answered. */
export const countedIn = (store: Store, content: SurveyContent, answers: Answers): Record<string, number> =>
	Object.fromEntries(
		answersIn(content, answers).flatMap(({ kind, question, value }) => {
			const { answer, counted } = kindOf(kind);
			const what = answer.store === store ? counted(value) : null;
			return what === null ? [] : [[question.id, what]];
		})
	);

/** What a person wrote in their own words, one text a question. */
export const wordsOf = (content: SurveyContent, answers: Answers): string[] =>
	answersIn(content, answers).flatMap(({ kind, value }) => kindOf(kind).answer.words(value) ?? []);

/** Whether a person wrote anything in their own words. */
export const hasText = (content: SurveyContent, answers: Answers): boolean => wordsOf(content, answers).length > 0;

/** What of the answers may stay when their person is erased and their numbers are kept. */
export const withoutPerson = (content: SurveyContent, answers: Answers): Answers =>
	Object.fromEntries(
		answersIn(content, answers).flatMap(({ kind, question, value }): [string, AnswerValue][] => {
			const left = kindOf(kind).answer.withoutPerson(value);
			return left === undefined ? [] : [[question.id, left as AnswerValue]];
		})
	);

/** Columns of an export that questions of this content have: names, by which columns of several versions are one. */
export const columnNames = (content: SurveyContent): string[] =>
	content.questions.flatMap((question) =>
		kindOf(question.kind)
			.columns(question)
			.map(({ name }) => columnName(question.id, name))
	);

/** The cells of an export by the names of their columns. */
export const cellsIn = (content: SurveyContent, answers: Answers): Map<string, string> =>
	new Map(
		answersIn(content, answers).flatMap(({ kind, question, value }) =>
			kindOf(kind)
				.columns(question)
				.map(({ name, cell }) => [columnName(question.id, name), cell(value)] as const)
		)
	);

/** A question's id holds no dot. */
const columnName = (id: string, name: string): string => (name === '' ? id : `${id}.${name}`);
