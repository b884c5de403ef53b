import * as v from 'valibot';
import type { AnswerType } from './answer-type.ts';

/** What the address of a survey said. It is nobody's own words, but may well name somebody: an order, an account. */
export const hiddenAnswer: AnswerType<'hidden', string> = {
	type: 'hidden',
	schema: v.string(),
	store: null,
	words: () => null,
	withoutPerson: () => undefined
};
