import * as v from 'valibot';
import type { AnswerType } from './answer-type.ts';

/** All items of a list by their ids, the most wanted first. */
export const rankingAnswer: AnswerType<'ranking', readonly string[]> = {
	type: 'ranking',
	schema: v.pipe(v.array(v.string()), v.minLength(1)),
	store: null,
	words: () => null,
	withoutPerson: (value) => value
};
