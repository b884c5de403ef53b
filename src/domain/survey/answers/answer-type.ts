import type * as v from 'valibot';

/**
 * What an answer is – a point on a scale, words, ticks in a list –, and what follows from that wherever answers are
 * stored, shown, exported or stripped of their person. Kinds of questions name theirs; several may share one.
 */
export interface AnswerType<Type extends string = string, Value = unknown> {
	readonly type: Type;
	/** Shape of the value as JSON: how it is stored, and what the API gives and takes. Which values a question allows, its kind says. */
	readonly schema: v.GenericSchema<Value>;
	/** What of it is in the person's own words, read and searched as such; null when nothing is. */
	words(value: Value): string | null;
	/** What of it may stay when its person is erased and only their numbers are kept; undefined: nothing. */
	withoutPerson(value: Value): Value | undefined;
}
