import * as v from 'valibot';
import type { AnswerType } from './answer-type.ts';

/** It was agreed to. What was not has no answer. */
export const consentAnswer: AnswerType<'consent', true> = {
	type: 'consent',
	schema: v.literal(true),
	store: null,
	words: () => null,
	withoutPerson: () => undefined
};
