import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import * as Y from 'yjs';
import { decodeKnown, encodeKnown, Known } from './metadata.ts';
import { unpack, type Packed } from './pack.ts';
import { readUpdate } from './read-update.ts';

export interface MergeInput {
	readonly snapshot: Uint8Array | null;
	readonly meta: Uint8Array | null;
	readonly rows: readonly Packed[];
}

export interface Merged {
	/** The whole state as one Yjs update (V1), deleted content dropped; zstd. */
	readonly snapshot: Uint8Array;
	readonly meta: Uint8Array;
}

/** Snapshot + rows → one state. Needs a Y.Doc, so a worker runs it (merge-worker.ts). Pure and synchronous. */
export function merge({ snapshot, meta, rows }: MergeInput): Merged {
	const known = meta ? decodeKnown(meta) : new Known();
	const doc = new Y.Doc();
	doc.transact(() => {
		if (snapshot) Y.applyUpdate(doc, zstdDecompressSync(snapshot));
		for (const row of rows) {
			for (const { update, author } of unpack(row)) {
				Y.applyUpdate(doc, update);
				known.absorb(readUpdate(update), author);
			}
		}
	});
	const state = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	return { snapshot: zstdCompressSync(state), meta: encodeKnown(known) };
}
