import * as v from 'valibot';
import type { AnswerType } from './answer-type.ts';

/** A point on a scale. */
export const scoreAnswer: AnswerType<'score', number> = {
	type: 'score',
	operand: 'number',
	schema: v.number(),
	store: 'scores',
	words: () => null,
	withoutPerson: (value) => value
};
