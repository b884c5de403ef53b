import * as v from 'valibot';
import type { Issue } from './result.ts';
import type { Id } from './ids.ts';
import { isOrderKey } from './order.ts';

/** A record's fields as they lie in a document, before validation: texts already read as strings, no id, no type. */
export type RawFields = Readonly<Record<string, unknown>>;

/** One step of a record kind's sequence. `up` is pure: it returns new fields and leaves its input alone. */
export interface Migration {
	/** Name of the version this step leads to, as in `versions`. */
	readonly to: string;
	readonly up: (fields: RawFields, id: Id) => RawFields;
}

/**
 * Everything about one kind of record of a document. What holds for all kinds:
 * - The id is the key in the document and never changes; `type` is not stored, the collection says it.
 * - Fields in `texts` are long collaborative texts: concurrent typing merges. All other fields are whole values, the
 *   short texts in `titles` among them: the last writer wins, two names never become a mix of both. Who writes a title
 *   knowing which one they began with keeps what others did to its other words: see `mergeTitles`.
 * - Fields equal to their default are not stored when a record is put. So a default never changes without a migration.
 * - Unknown keys: refused in command inputs; in a stored record they are kept in the document (a newer program may
 *   know them) but are not part of the record that is read.
 * - Validators say what can be shown safely. Limits for people (length of a title) belong to the inputs of commands:
 *   two valid edits that merge into a long text must not make the record unreadable.
 */
export interface RecordDefinition<R extends Identified = Identified, C extends string = string> {
	readonly type: R['type'];
	/** Name of the map in the document that holds the records of this kind. */
	readonly collection: C;
	/** There is one such record in a document, whose id is empty: the map itself holds its fields. */
	readonly single?: boolean;
	readonly fields: FieldsSchema;
	/** For a union: the arm that these fields belong to; undefined for those of no arm that this program knows. */
	readonly arm?: (fields: RawFields) => FieldsSchema | undefined;
	readonly texts: readonly string[];
	readonly titles: readonly string[];
	/** Whether a field is such a short text too, where there are more than can be listed: those of the items of a list. */
	readonly isTitle?: (field: string) => boolean;
	/** Names of the versions, numbered from 1 without gaps. */
	readonly versions: Readonly<Record<string, number>>;
	readonly migrations: readonly Migration[];
	/** A valid example with nothing but the defaults. */
	blank(id: Id, order: string): R;
	/** Order of their list in a snapshot. Total: of two different records one comes first. */
	compare(a: NoInfer<R>, b: NoInfer<R>): number;
}

export interface Identified<T extends string = string> {
	readonly type: T;
	readonly id: Id;
}

/** A stored record that this program cannot read. It stays in the document as it is. */
export interface Quarantined<Type extends string = string> {
	readonly type: Type;
	readonly id: Id;
	readonly issues: readonly Issue[];
	readonly raw: RawFields;
}

export const byId = (a: { readonly id: Id }, b: { readonly id: Id }): number =>
	a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- valibot's own way to say "any object schema"
export type FieldsSchema = v.GenericSchema<any, Record<string, any>>;

/** Defaults of the fields that have one: what a document need not store. None for a union's fields of an unknown arm. */
export function defaultsOf(definition: RecordDefinition, fields: RawFields): RawFields {
	const schema = definition.arm ? definition.arm(fields) : definition.fields;
	return schema === undefined ? {} : (v.getDefaults(schema as never) as RawFields);
}

export const text = () => v.optional(v.string(), '');
export const order = () => v.pipe(v.string(), v.check(isOrderKey, 'order_key'));
