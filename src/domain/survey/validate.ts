import { fail, issue, ok, type Issue, type Result } from '../shared/result.ts';
import type { SurveyContent } from './content.ts';
import { reached, type Given } from './flow.ts';
import type { Answer } from './questions/question-kind.ts';
import { kindOf } from './questions/all-questions.ts';

/** Checked answers by question id; questions left out are absent. */
export type Answers = Readonly<Record<string, Answer>>;

/**
 * Checks what was sent against the content it answers. Runs on the server for every answer, whatever the page did.
 * @returns cleaned answers, or issues whose path is the question id
 */
export function validate(content: SurveyContent, given: Given): Result<Answers> {
	const issues: Issue[] = [];
	const answers: Record<string, Answer> = {};
	const onTheWay = reached(content, given);
	for (const question of onTheWay) {
		const read = kindOf(question.kind).read(Object.hasOwn(given, question.id) ? given[question.id] : undefined);
		if (!read.ok) issues.push(...read.issues.map((found) => ({ ...found, path: [question.id] })));
		else if (read.value !== undefined) answers[question.id] = read.value;
		else if (question.required) issues.push(issue('required', [question.id]));
	}
	for (const id of Object.keys(given)) {
		if (!onTheWay.some((question) => question.id === id)) issues.push(issue('unknown_question', [id]));
	}
	return issues.length > 0 ? fail(...issues) : ok(answers);
}

/** Scores by question id, for the questions that measure something and were answered. */
export function scoresOf(content: SurveyContent, answers: Answers): Record<string, number> {
	const scores: Record<string, number> = {};
	for (const question of content.questions) {
		const answer = answers[question.id];
		const score = answer === undefined ? null : kindOf(question.kind).score(answer);
		if (score !== null) scores[question.id] = score;
	}
	return scores;
}

/** Whether a person wrote anything in their own words. */
export const hasText = (answers: Answers): boolean =>
	Object.values(answers).some((answer) => typeof answer === 'string');
