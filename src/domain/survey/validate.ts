import { fail, issue, ok, type Issue, type Result } from '../shared/result.ts';
import type { SurveyContent } from './content.ts';
import { reached, type Given } from './flow.ts';
import { kindOf, type AnswerValue } from './questions/all-questions.ts';

/** Checked answers as they are stored: values by question id; questions left out are absent. */
export type Answers = Readonly<Record<string, AnswerValue>>;

/**
 * Checks what was sent against the content it answers. Runs on the server for every answer, whatever the page did.
 * @returns cleaned answers, or issues whose path is the question id
 */
export function validate(content: SurveyContent, given: Given): Result<Answers> {
	const issues: Issue[] = [];
	const answers: Record<string, AnswerValue> = {};
	const onTheWay = reached(content, given);
	for (const question of onTheWay) {
		const raw = Object.hasOwn(given, question.id) ? given[question.id] : undefined;
		const read = kindOf(question.kind).read(raw, question);
		if (!read.ok) issues.push(...read.issues.map((found) => ({ ...found, path: [question.id] })));
		else if (read.value !== undefined) answers[question.id] = read.value as AnswerValue;
		else if (question.required) issues.push(issue('required', [question.id]));
	}
	for (const id of Object.keys(given)) {
		if (!onTheWay.some((question) => question.id === id)) issues.push(issue('unknown_question', [id]));
	}
	return issues.length > 0 ? fail(...issues) : ok(answers);
}

/** A content for somebody who broke off: what was answered is judged like any other answer, and nothing had to be. */
export const nothingRequired = (content: SurveyContent): SurveyContent => ({
	...content,
	questions: content.questions.map((question) => ({ ...question, required: false }))
});
