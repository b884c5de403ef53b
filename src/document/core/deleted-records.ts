import * as Y from 'yjs';
import type { DocumentKind } from './kind.ts';
import type { Origin } from './origins.ts';
import { rawFields } from './plain.ts';
import type { Step } from './undo-written.ts';

/** A record as it was when somebody deleted it. */
interface Deleted {
	/** Name of the map it was in. */
	readonly root: string;
	readonly id: string;
	readonly fields: Readonly<Record<string, unknown>>;
}

const DELETED = 'deleted';
const RESTORE: Origin = 'wayfelt:restore';

/** Deletes a record, and tells the transaction what it held. */
export function deleteRecord(transaction: Y.Transaction, root: string, id: string): void {
	const records = transaction.doc.getMap(root);
	const fields = records.get(id);
	if (fields instanceof Y.Map) {
		const noted = (transaction.meta.get(DELETED) as Deleted[] | undefined) ?? [];
		transaction.meta.set(DELETED, [...noted, { root, id, fields: rawFields(fields) }]);
	}
	records.delete(id);
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
export function restoreMissing({ roots }: Pick<DocumentKind, 'roots'>, doc: Y.Doc, step: Step): void {
	const lacking = deletedIn(step).flatMap(({ root, id, fields }) => {
		const map = doc.getMap(root).get(id);
		if (!(map instanceof Y.Map)) return [];
		const missing = Object.entries(fields).filter(([key]) => !map.has(key));
		return missing.length === 0 ? [] : [{ texts: roots[root]?.texts ?? [], map, missing }];
	});
	if (lacking.length === 0) return;
	doc.transact(() => {
		for (const { texts, map, missing } of lacking)
			for (const [key, value] of missing) map.set(key, texts.includes(key) ? new Y.Text(String(value)) : value);
	}, RESTORE);
}
