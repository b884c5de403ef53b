import type { ResponseDetailView } from '#contract/response-desk.ts';
import type { AnswerValue } from '#domain/survey/index.ts';

export type CorrectedQuestion = ResponseDetailView['questions'][number];

/** What a person types or chooses for one question; `text` also holds the words beside "other". */
export interface Typed {
	text: string;
	chosen: string[];
}

const typable = new Set([
	'nps',
	'csat',
	'ces-ease7',
	'ces-effort5',
	'rating',
	'slider',
	'number',
	'comment',
	'short-text',
	'date',
	'hidden'
]);

/** Whether a question is put right by typing or choosing; other answers stay as they are. */
export const isCorrectable = ({ asked, kind, options }: CorrectedQuestion): boolean =>
	asked && (typable.has(kind) || options !== null);

/** An answer as its field begins. */
export function typedOf({ value, options }: CorrectedQuestion): Typed {
	if (options === null) return { text: value === null ? '' : String(value as string | number), chosen: [] };
	const given = (value ?? {}) as { option?: string; options?: string[]; other?: string };
	return { text: given.other ?? '', chosen: given.options ?? (given.option === undefined ? [] : [given.option]) };
}

/** What is sent for a question: the old value where nothing was changed, so that it is not read anew; null: no answer. */
export function givenOf(question: CorrectedQuestion, typed: Typed): AnswerValue | string | null {
	const before = typedOf(question);
	const same = before.text === typed.text && before.chosen.join() === typed.chosen.join();
	if (same) return question.value;
	if (question.options === null) return typed.text === '' ? null : typed.text;
	if (typed.chosen.length === 0) return null;
	const asksWords = question.options.some(({ id, other }) => other && typed.chosen.includes(id));
	const other = asksWords ? { other: typed.text } : {};
	return question.kind === 'single-choice'
		? { option: typed.chosen[0]!, ...other }
		: { options: typed.chosen, ...other };
}
