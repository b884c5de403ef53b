import * as v from 'valibot';
import type { AnswerType } from './answer-type.ts';

/** The column that was chosen in each row, by their ids; rows that were passed over are absent, and never are all. */
export const matrixAnswer: AnswerType<'matrix', Readonly<Record<string, string>>> = {
	type: 'matrix',
	schema: v.record(v.string(), v.string()),
	store: null,
	words: () => null,
	withoutPerson: (value) => value
};
