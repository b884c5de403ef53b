import * as v from 'valibot';
import type { AnswerType } from './answer-type.ts';

/** A value of any size with up to two decimals: minutes, money, a count. */
export const numberAnswer: AnswerType<'number', number> = {
	type: 'number',
	operand: 'number',
	schema: v.pipe(v.number(), v.finite()),
	store: 'numbers',
	words: () => null,
	withoutPerson: (value) => value
};
