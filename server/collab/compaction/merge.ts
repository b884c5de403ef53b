import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import * as Y from 'yjs';
import { decodeKnown, encodeKnown, Known } from '../bytes/metadata.ts';
import { unpack } from '../../documents/pack.ts';
import { readUpdate } from '../bytes/read-update.ts';
import { isWhole } from '../../documents/stored-state.ts';
import { separateRefused, type Edit } from './separate-refused.ts';
import type { CompactedDocument, JournalRow } from '../../documents/store.ts';

export interface MergeInput {
	readonly snapshot: Uint8Array | null;
	readonly meta: Uint8Array | null;
	readonly rows: readonly JournalRow[];
}

/** Snapshot + rows → one state. Needs a Y.Doc, so a process of its own runs it (worker-child.ts). Pure and synchronous. */
export function merge({ snapshot, meta, rows }: MergeInput): CompactedDocument {
	const state = snapshot && zstdDecompressSync(snapshot);
	const edits = rows.flatMap((row) => unpack(row).map((one): Edit => ({ row, ...one })));
	const known = (): Known => (meta ? decodeKnown(meta) : new Known());
	for (const batching of [oneByOne, together]) {
		try {
			return { ...compacted(...applied(state, known(), edits, batching)), setAside: [] };
		} catch {
			// Rare: the next one is slower and takes more.
		}
	}
	const { good, setAside } = separateRefused(state, known, edits);
	return { ...compacted(...applied(state, known(), good, oneByOne)), setAside };
}

type Batching = (updates: readonly Uint8Array[]) => readonly Uint8Array[];

const oneByOne: Batching = (updates) => updates;
/** Pieces that overlap fit when they are merged first. */
const together: Batching = (updates) => (updates.length === 0 ? [] : [Y.mergeUpdates([...updates])]);

/** @throws when Yjs refuses any of it, or some of it stays pending */
function applied(
	state: Uint8Array | null,
	known: Known,
	edits: readonly Edit[],
	batching: Batching
): [Uint8Array, Known] {
	const doc = new Y.Doc();
	try {
		if (state) Y.applyUpdate(doc, state);
		const mustBeWhole = isWhole(doc);
		doc.transact(() => {
			for (const update of batching(edits.map((edit) => edit.update))) Y.applyUpdate(doc, update);
			for (const { update, author } of edits) known.add(readUpdate(update), author);
		});
		if (mustBeWhole && !isWhole(doc)) throw new Error('edits that hang on what is not there');
		return [Y.encodeStateAsUpdate(doc), known];
	} finally {
		doc.destroy();
	}
}

const compacted = (state: Uint8Array, known: Known): Pick<CompactedDocument, 'snapshot' | 'meta'> => ({
	snapshot: zstdCompressSync(state),
	meta: encodeKnown(known)
});
