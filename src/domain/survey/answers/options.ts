import * as v from 'valibot';
import type { AnswerType } from './answer-type.ts';

/** Options of a list, by their ids in the order of the list, and what was written beside the one that asks for words. */
export interface OptionsValue {
	readonly options: readonly string[];
	readonly other?: string;
}

/** Several of several options; never none. */
export const optionsAnswer: AnswerType<'options', OptionsValue> = {
	type: 'options',
	schema: v.strictObject({ options: v.pipe(v.array(v.string()), v.minLength(1)), other: v.exactOptional(v.string()) }),
	store: null,
	words: ({ other }) => other ?? null,
	withoutPerson: ({ options }) => ({ options })
};
