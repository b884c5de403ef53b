import * as Y from 'yjs';
import { records, type RecordType } from '#domain/journey/index.ts';
import type { RawFields } from '#domain/journey/records/define-record.ts';
import type { Id } from '#domain/shared/ids.ts';
import type { Origin } from '../../core/origins.ts';
import { collectionMap, rawFields } from './shape.ts';
import type { Step } from '../../core/undo-written.ts';

/** A record as it was when somebody deleted it. */
interface Deleted {
	readonly type: RecordType;
	readonly id: Id;
	readonly fields: RawFields;
}

const DELETED = 'deleted';
const RESTORE: Origin = 'wayfelt:restore';

/** Tells the transaction what a record held that is about to be deleted in it. */
export function noteDeletion(transaction: Y.Transaction, type: RecordType, id: Id): void {
	const fields = collectionMap(transaction.doc, type).get(id);
	if (!(fields instanceof Y.Map)) return;
	const noted = (transaction.meta.get(DELETED) as Deleted[] | undefined) ?? [];
	transaction.meta.set(DELETED, [...noted, { type, id, fields: rawFields(fields) }]);
}

const deletedIn = (step: Step): readonly Deleted[] => (step.meta.get(DELETED) as Deleted[] | undefined) ?? [];

/** What the records held that a step deleted, kept at the step. */
export const wereDeleted = {
	note(step: Step, transaction: Y.Transaction): void {
		const more = transaction.meta.get(DELETED) as Deleted[] | undefined;
		if (more) step.meta.set(DELETED, [...deletedIn(step), ...more]);
	},
	/** The step that takes another one back, or does it again, concerns the same records. */
	hand(from: Step, to: Step): void {
		if (deletedIn(from).length > 0) to.meta.set(DELETED, deletedIn(from));
	}
};

/**
 * A record that an undo brought back lacks the fields which others wrote while it was being deleted: Yjs brings back
 * neither their value nor the one before. It gets what it held when it was deleted.
 */
export function restoreMissing(doc: Y.Doc, step: Step): void {
	const lacking = deletedIn(step).flatMap(({ type, id, fields }) => {
		const map = collectionMap(doc, type).get(id);
		if (!(map instanceof Y.Map)) return [];
		const missing = Object.fromEntries(Object.entries(fields).filter(([key]) => !map.has(key)));
		return Object.keys(missing).length === 0 ? [] : [{ type, map, missing }];
	});
	if (lacking.length === 0) return;
	doc.transact(() => {
		for (const { type, map, missing } of lacking)
			for (const [key, value] of Object.entries(missing))
				map.set(key, records[type].texts.includes(key) ? new Y.Text(String(value)) : value);
	}, RESTORE);
}
