import * as v from 'valibot';
import type { AnswerType } from './answer-type.ts';

/**
 * A day, a time of day, or both, as the person's own calendar and clock have it, in ISO 8601 without a zone: `2026-07-17`,
 * `09:30`, `2026-07-17T09:30`. Of one kind they sort as texts.
 */
export const dateAnswer: AnswerType<'date', string> = {
	type: 'date',
	schema: v.pipe(v.string(), v.regex(/^(?:\d{4}-\d{2}-\d{2})?T?(?:\d{2}:\d{2})?$/), v.minLength(5)),
	store: null,
	words: () => null,
	// It may be a birthday.
	withoutPerson: () => undefined
};
