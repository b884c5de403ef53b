import { fail, issue, ok, type Issue, type Result } from '../shared/result.ts';
import type { SurveyContent } from './content.ts';
import type { Given } from './flow.ts';
import { compile } from './logic/compile.ts';
import type { Circumstances } from './logic/evaluate.ts';
import { NOWHERE, walk } from './logic/walk.ts';
import type { AnswerValue } from './questions/all-questions.ts';

/** Checked answers as they are stored: values by question id; questions left out are absent. */
export type Answers = Readonly<Record<string, AnswerValue>>;

/** What was sent, sorted. */
export interface Taken {
	/** Of the questions that were asked. */
	readonly answers: Answers;
	/** Of questions that what was answered later hid again: kept, and counted nowhere. */
	readonly aside: Answers;
	/** The closing screen; null: the usual thank-you. */
	readonly end: string | null;
}

/**
 * Checks what was sent against the content it answers, and sorts it. Runs on the server for every answer, whatever the page did.
 * @param around what else is known of the visit
 * @returns answers, or issues whose path is the question id
 */
export function takeAnswers(content: SurveyContent, given: Given, around: Circumstances = NOWHERE): Result<Taken> {
	const issues: Issue[] = [];
	const answers: Record<string, AnswerValue> = {};
	const { asked, end } = walk(content, given, {
		around,
		onread({ question }, read, needed) {
			if (!read.ok) for (const found of read.issues) issues.push({ ...found, path: [question.id] });
			else if (read.value !== undefined) answers[question.id] = read.value as AnswerValue;
			else if (needed) issues.push(issue('required', [question.id]));
		}
	});
	const aside: Record<string, AnswerValue> = {};
	const { indexOf, steps } = compile(content);
	for (const id of Object.keys(given)) {
		const at = indexOf.get(id);
		if (at === undefined) issues.push(issue('unknown_question', [id]));
		else if (!asked[at]) {
			const found = steps[at]!.read(given[id], false);
			// Nobody can be asked to put right what is not shown.
			if (found.ok && found.value !== undefined) aside[id] = found.value as AnswerValue;
		}
	}
	return issues.length > 0 ? fail(...issues) : ok({ answers, aside, end });
}

/**
 * The answers of `takeAnswers` that count.
 * @returns cleaned answers, or issues whose path is the question id
 */
export function validate(content: SurveyContent, given: Given, around: Circumstances = NOWHERE): Result<Answers> {
	const taken = takeAnswers(content, given, around);
	return taken.ok ? ok(taken.value.answers) : taken;
}

/** A content for somebody who broke off: what was answered is judged like any other answer, and nothing had to be. */
export function nothingRequired(content: SurveyContent): SurveyContent {
	const known = withoutNeeds.get(content);
	if (known) return known;
	const made = {
		...content,
		questions: content.questions.map(({ logic, ...question }) => {
			const { require: _, ...others } = logic ?? {};
			return { ...question, required: false, ...(logic && { logic: others }) };
		})
	};
	withoutNeeds.set(content, made);
	return made;
}

/** One made of each: what is compiled of a content is kept by it. */
const withoutNeeds = new WeakMap<SurveyContent, SurveyContent>();

/**
 * A content for correcting what was answered: where somebody was when they answered is not known any more, so every question
 * that they answered was on their way, and none had to be.
 */
export const forCorrecting = (content: SurveyContent): SurveyContent =>
	content.questions.some(({ logic }) => logic)
		? nothingRequired({ ...content, questions: content.questions.map(({ logic: _, ...question }) => question) })
		: content;
