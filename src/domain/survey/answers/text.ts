import * as v from 'valibot';
import type { AnswerType } from './answer-type.ts';

/** Something written in one's own words: nobody knows whom it names. */
export const textAnswer: AnswerType<'text', string> = {
	type: 'text',
	operand: 'text',
	schema: v.string(),
	store: null,
	words: (value) => value,
	withoutPerson: () => undefined
};
