import type { SurveyContent } from './content.ts';
import type { Question } from './questions/all-questions.ts';

/** What a person has answered so far, by question id; `null` means seen and left out. */
export type Given = Readonly<Record<string, unknown>>;

/**
 * The questions that a person with these answers comes through, in order. Everything that asks "is this question
 * on the way?" – the page, validation, next – asks here, so branching has one home when it comes. Today: all of them.
 */
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- part of the contract: the way depends on the answers
export const reached = (content: SurveyContent, given: Given): readonly Question[] => content.questions;

/** The next question to show, or null when the survey is over. */
export const next = (content: SurveyContent, given: Given): Question | null =>
	reached(content, given).find((question) => !Object.hasOwn(given, question.id)) ?? null;
