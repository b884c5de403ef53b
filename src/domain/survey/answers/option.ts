import * as v from 'valibot';
import type { AnswerType } from './answer-type.ts';

/** One option of a list, by its id, and what was written beside it when it asks for words. */
export interface OptionValue {
	readonly option: string;
	readonly other?: string;
}

/** One of several options. */
export const optionAnswer: AnswerType<'option', OptionValue> = {
	type: 'option',
	schema: v.strictObject({ option: v.string(), other: v.exactOptional(v.string()) }),
	store: null,
	words: ({ other }) => other ?? null,
	withoutPerson: ({ option }) => ({ option })
};
