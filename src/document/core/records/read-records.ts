import * as v from 'valibot';
import * as Y from 'yjs';
import type { Identified, Quarantined, RawFields, RecordDefinition } from '#domain/shared/define-record.ts';
import { parse } from '#domain/shared/parse.ts';
import { aboutMap, type FieldsMap } from '../about.ts';
import type { Observer } from '../kind.ts';
import { rawFields } from '../plain.ts';
import { recordsMap, singleMap } from './record-maps.ts';

/** What one stored record reads as. */
export type ReadRecord<R> =
	{ readonly ok: true; readonly record: R } | { readonly ok: false; readonly quarantined: Quarantined };

/** A stored record, or why it cannot be shown. It is never changed or removed for that. */
export function readRecord<R extends Identified>(
	definition: RecordDefinition<R>,
	id: string,
	fields: FieldsMap
): ReadRecord<R> {
	const raw = fields instanceof Y.Map ? rawFields(fields) : { value: fields };
	const parsed = parse(definition.fields, raw);
	const { type } = definition;
	return parsed.ok
		? { ok: true, record: { ...parsed.value, type, id } as unknown as R }
		: { ok: false, quarantined: { type, id, issues: parsed.issues, raw } };
}

/**
 * The fields of a record that is the only one of its kind, as far as they can be read: a map without a title is still a
 * map, so whoever calls puts a default in the place of what is left out.
 */
export function readSingle(
	doc: Y.Doc,
	definition: RecordDefinition,
	entries: Readonly<Record<string, v.GenericSchema>>
): RawFields {
	const raw = rawFields(singleMap(doc, definition));
	return Object.fromEntries(
		Object.entries(entries).flatMap(([key, schema]) => {
			const parsed = v.safeParse(schema, raw[key]);
			return parsed.success ? [[key, parsed.output]] : [];
		})
	);
}

/** Readable records by type and id. */
export type RecordsRead<R> = Readonly<Record<string, Map<string, R>>>;

/** How a snapshot is made of a document's records. */
export interface Assembly<Own, R extends Identified, Snapshot> {
	/** The one record that the document is itself. */
	readonly single: RecordDefinition;
	/** Kinds of record that it holds. */
	readonly records: readonly RecordDefinition[];
	/** The document's own fields. */
	readOwn(doc: Y.Doc): Own;
	/**
	 * @param previous the snapshot before, whose parts are used again where nothing changed
	 * @param touched ids of all records that may differ from it, by type
	 */
	assemble(
		own: Own,
		records: RecordsRead<R>,
		quarantine: readonly Quarantined[],
		previous?: Snapshot,
		touched?: ReadonlyMap<string, ReadonlySet<string>>
	): Snapshot;
}

/** The whole document, once. To follow it, use `observeRecords`: it reads only what changed. */
export function readRecords<Own, R extends Identified, Snapshot>(
	doc: Y.Doc,
	{ records, readOwn, assemble }: Assembly<Own, R, Snapshot>
): Snapshot {
	const reader = new Reader<R>(doc, records);
	reader.readAll();
	return assemble(readOwn(doc), reader.read, reader.quarantine);
}

/**
 * Follows a document: after each transaction that changed something (one's own, or one that came over the wire) the
 * callback gets the new snapshot. Only records that were touched are read and validated again.
 * @param onChange not called for the first snapshot, which is there at once as `snapshot`
 */
export function observeRecords<Own, R extends Identified, Snapshot>(
	doc: Y.Doc,
	{ single, records, readOwn, assemble }: Assembly<Own, R, Snapshot>,
	onChange: (snapshot: Snapshot, origin: unknown) => void
): Observer<Snapshot> {
	const reader = new Reader<R>(doc, records);
	const touched = new Map<RecordDefinition, Set<string>>();
	let ownTouched = false;
	reader.readAll();
	let own = readOwn(doc);
	let snapshot = assemble(own, reader.read, reader.quarantine);

	const stops = records.map((definition) => {
		const map = recordsMap(doc, definition);
		const note = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
			let ids = touched.get(definition);
			if (!ids) touched.set(definition, (ids = new Set()));
			for (const event of events) {
				const within = event.path[0];
				if (within !== undefined) ids.add(String(within));
				else for (const id of event.changes.keys.keys()) ids.add(id);
			}
		};
		map.observeDeep(note as never);
		return () => map.unobserveDeep(note as never);
	});
	const noteOwn = (): void => {
		ownTouched = true;
	};
	const ownMap = singleMap(doc, single);
	ownMap.observeDeep(noteOwn);
	aboutMap(doc).observe(noteOwn);

	const flush = (transaction: Y.Transaction): void => {
		if (touched.size === 0 && !ownTouched) return;
		for (const [definition, ids] of touched) for (const id of ids) reader.reread(definition, id);
		if (ownTouched) own = readOwn(doc);
		const byType = new Map([...touched].map(([{ type }, ids]) => [type, ids]));
		touched.clear();
		ownTouched = false;
		snapshot = assemble(own, reader.read, reader.quarantine, snapshot, byType);
		onChange(snapshot, transaction.origin);
	};
	doc.on('afterTransaction', flush);

	return {
		get snapshot() {
			return snapshot;
		},
		stop: () => {
			doc.off('afterTransaction', flush);
			stops.forEach((stop) => stop());
			ownMap.unobserveDeep(noteOwn);
			aboutMap(doc).unobserve(noteOwn);
		}
	};
}

/** The records of a document that can be read, and those that cannot. */
class Reader<R extends Identified> {
	readonly read: RecordsRead<R>;
	readonly #doc: Y.Doc;
	readonly #records: readonly RecordDefinition[];
	readonly #bad: Readonly<Record<string, Map<string, Quarantined>>>;

	constructor(doc: Y.Doc, records: readonly RecordDefinition[]) {
		const empty = <T>() => Object.fromEntries(records.map(({ type }) => [type, new Map<string, T>()]));
		this.#doc = doc;
		this.#records = records;
		this.read = empty<R>();
		this.#bad = empty<Quarantined>();
	}

	get quarantine(): Quarantined[] {
		return this.#records.flatMap(({ type }) => [...this.#bad[type]!.values()]);
	}

	readAll(): void {
		for (const definition of this.#records)
			for (const id of recordsMap(this.#doc, definition).keys()) this.reread(definition, id);
	}

	reread(definition: RecordDefinition, id: string): void {
		const { type } = definition;
		const fields = recordsMap(this.#doc, definition).get(id);
		this.read[type]!.delete(id);
		this.#bad[type]!.delete(id);
		if (fields === undefined) return;
		const read = readRecord(definition as RecordDefinition<R>, id, fields);
		if (read.ok) this.read[type]!.set(id, read.record);
		else this.#bad[type]!.set(id, read.quarantined);
	}
}
