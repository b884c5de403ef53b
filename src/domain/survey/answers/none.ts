import * as v from 'valibot';
import type { AnswerType } from './answer-type.ts';

/** Of what asks nobody anything there is no answer. */
export const noAnswer: AnswerType<'none', never> = {
	type: 'none',
	schema: v.never(),
	store: null,
	words: () => null,
	withoutPerson: () => undefined
};
