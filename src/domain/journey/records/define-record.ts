import * as v from 'valibot';
import type { Identified, RecordDefinition as AnyRecord } from '#domain/shared/define-record.ts';
import { type Id, IdSchema } from '#domain/shared/ids.ts';

export { byId, defaultsOf, order, text, type Migration, type RawFields } from '#domain/shared/define-record.ts';

/** A kind of record of a journey. */
export interface RecordDefinition<R extends Identified = Identified, C extends string = string> extends AnyRecord<
	R,
	C
> {
	/** They lie in cells: one whose scene or lane is gone is an orphan, not part of the map. */
	readonly inCell?: boolean;
	/** The record as the map shows it; null when it points at a touchpoint that is not on the map, and makes no sense without. */
	settle?(record: NoInfer<R>, isPlaced: (touchpointId: Id) => boolean): NoInfer<R> | null;
}

export const defineRecord = <R extends Identified, const C extends string>(
	definition: RecordDefinition<R, C>
): RecordDefinition<R, C> => definition;

/** What a record constructor needs: its id, the fields without a default, and any others. */
export type Given<R extends { id: Id }, Required extends keyof R = never> = Pick<R, 'id' | Required> &
	Partial<Omit<R, 'type'>>;

export const reference = () => IdSchema;
export const optionalReference = () => v.optional(v.nullable(IdSchema), null);
export const pixels = (min: number, max: number) =>
	v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))), null);

/** Emotion that the team expects: −2 very bad … +2 very good; null when not set. */
export const emotionValues = [-2, -1, 0, 1, 2] as const;
export type Emotion = (typeof emotionValues)[number];
export const emotion = () => v.optional(v.nullable(v.picklist(emotionValues)), null);
