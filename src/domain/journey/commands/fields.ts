import * as v from 'valibot';
import { IdSchema } from '#domain/shared/ids.ts';
import { visibleOrNothing } from '#domain/shared/visible.ts';
import { mergeTitles } from '#domain/shared/merge-titles.ts';
import type { Result } from '#domain/shared/result.ts';
import type { Change, Seen } from '../changes.ts';
import { patch } from '../changes.ts';
import { emotionValues } from '../records/define-record.ts';
import { type JourneyRecord, records } from '../records/all-records.ts';
import { type Outcome, outcome } from './define-command.ts';

/** Limits for what people put in. Stored texts may be longer: two edits that merge (see `records/define-record.ts`). */
export const limits = {
	title: 200,
	text: 5000,
	scenes: 60,
	lanes: 40,
	items: 10_000,
	personas: 30
} as const;

/** Of one that cannot be seen nothing is kept: it would stand on the map as a card without a name, and not be told so. */
export const titleInput = v.pipe(v.string(), v.maxLength(limits.title), v.transform(visibleOrNothing));
export const textInput = v.pipe(v.string(), v.maxLength(limits.text));
export const emotionInput = v.nullable(v.picklist(emotionValues));
export const departmentInput = v.nullable(IdSchema);
/** Place among the siblings, from 0; left out: at the end. */
export const indexInput = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)));
/** Texts that the person saw when they began to type: tells what of theirs is new since others wrote meanwhile. */
export const seenInput = v.optional(v.record(v.string(), v.string()));

export const itemIds = v.pipe(v.array(IdSchema), v.minLength(1), v.maxLength(limits.items));

/** Input of a command that edits fields of one record; `fields` names each field that may change, all optional. */
export const editInput = <E extends v.ObjectEntries>(fields: E) =>
	v.strictObject({ id: IdSchema, fields: v.partial(v.strictObject(fields)), seen: seenInput });

/** A patch with those fields that the person changed; none when everything is already so. */
export function patchOf(record: JourneyRecord, fields: Readonly<Record<string, unknown>>, seen?: Seen): Change[] {
	const before = record as unknown as Record<string, unknown>;
	const changed = Object.entries(fields).filter(
		([key, value]) =>
			value !== undefined && seen?.[key] !== value && (before[key] !== value || seen?.[key] !== undefined)
	);
	if (changed.length === 0) return [];
	return [patch(record.type, record.id, Object.fromEntries(changed) as never, seen)];
}

/** An edit of a record by somebody who saw other texts than stand there now: titles are merged here, texts by the document. */
export function editOf(record: JourneyRecord, fields: Readonly<Record<string, unknown>>, seen?: Seen): Result<Outcome> {
	const { merged, replaced } = withTheirs(record, fields, seen, records[record.type].titles);
	return outcome(patchOf(record, merged, seen), { replaced });
}

/**
 * Fields with the titles as both want them; where that is no title, this person's, which is the later.
 * @param present what stands there now
 */
export function withTheirs<F extends Readonly<Record<string, unknown>>>(
	present: object,
	fields: F,
	seen: Seen | undefined,
	titles: readonly string[]
): { readonly merged: F; readonly replaced: readonly string[] } {
	const merged: Record<string, unknown> = { ...fields };
	const replaced: string[] = [];
	for (const key of titles) {
		const [mine, before] = [fields[key], seen?.[key]];
		const theirs = (present as Readonly<Record<string, unknown>>)[key];
		if (typeof mine !== 'string' || typeof theirs !== 'string' || before === undefined || mine === before) continue;
		const both = mergeTitles(before, mine, theirs);
		if (both !== null && both.length <= limits.title) merged[key] = both;
		else if (theirs.trim() !== '') replaced.push(theirs);
	}
	return { merged: merged as F, replaced };
}
