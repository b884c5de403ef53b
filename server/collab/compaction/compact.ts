import type { MergeWorker } from './worker.ts';
import type { DocumentKey, DocumentStore, SetAside } from '../../documents/store.ts';

export type Compacted = 'done' | 'nothing to do' | 'somebody was faster' | 'gone';

/**
 * Puts one compacted state in the place of a document's snapshot and journal rows. Works on what is stored, not on
 * an open room, so it is right whoever else edits: one transaction writes the snapshot and deletes exactly the rows
 * that went into it, and it fails when another process compacted in between. A crash at any step changes nothing.
 * @param onSetAside told of edits that Yjs refuses: they went out of the document with this compaction
 */
export async function compact(
	store: DocumentStore,
	worker: Pick<MergeWorker, 'merge'>,
	key: DocumentKey,
	onSetAside: (some: readonly SetAside[]) => void = () => {}
): Promise<Compacted> {
	const stored = await store.load(key);
	if (!stored) return 'gone';
	if (stored.rows.length === 0) return 'nothing to do';
	const merged = await worker.merge({ snapshot: stored.snapshot, meta: stored.meta, rows: stored.rows });
	if (!(await store.replace(key, stored.revision, merged, stored.rows))) return 'somebody was faster';
	if (merged.setAside.length > 0) onSetAside(merged.setAside);
	return 'done';
}
