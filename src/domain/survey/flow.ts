import type { SurveyContent } from './content.ts';
import type { Circumstances } from './logic/evaluate.ts';
import { NOWHERE, walk } from './logic/walk.ts';
import type { Question } from './questions/all-questions.ts';

/** What a person has answered so far, by question id; `null` means seen and left out. */
export type Given = Readonly<Record<string, unknown>>;

/**
 * The questions that a person with these answers comes through, in order. Everything that asks "is this question
 * on the way?" – the page, validation, next – asks the same walk (logic/walk.ts).
 * @param around what else is known of the visit; conditions on what is not known do not hold
 */
export function reached(content: SurveyContent, given: Given, around: Circumstances = NOWHERE): readonly Question[] {
	const { asked } = walk(content, given, { around });
	return content.questions.filter((_, at) => asked[at]);
}

/** The next question to show, or null when the survey is over. */
export const next = (content: SurveyContent, given: Given, around: Circumstances = NOWHERE): Question | null =>
	walk(content, given, { around, stops: true }).stop;
