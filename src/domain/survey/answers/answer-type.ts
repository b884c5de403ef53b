import type * as v from 'valibot';
import type { OperandType } from '../logic/operators.ts';

/**
 * What adds answers up, day by day: `scores` counts each point of a scale within 0…10; `numbers` is a sketch of values of any
 * size (domain/metrics/sketch.ts). A third one is a name here and its columns in server/areas/answers/repo/counting.ts.
 */
export type Store = 'scores' | 'numbers';

/**
 * What an answer is – a point on a scale, words, ticks in a list –, and what follows from that wherever answers are
 * stored, shown, exported or stripped of their person. Kinds of questions name theirs; several may share one.
 */
export interface AnswerType<Type extends string = string, Value = unknown> {
	readonly type: Type;
	/** Shape of the value as JSON: how it is stored, and what the API gives and takes. Which values a question allows, its kind says. */
	readonly schema: v.GenericSchema<Value>;
	/** What conditions can ask of it; left out: only whether it is there. */
	readonly operand?: OperandType;
	/** What of a value conditions compare, where that is not all of it: the option, without what was written beside it. */
	compared?(value: Value): unknown;
	/** Where its values are counted; null: nowhere. What is counted of a value, the question's kind says. */
	readonly store: Store | null;
	/** What of it is in the person's own words, read and searched as such; null when nothing is. */
	words(value: Value): string | null;
	/** What of it may stay when its person is erased and only their numbers are kept; undefined: nothing. */
	withoutPerson(value: Value): Value | undefined;
}
