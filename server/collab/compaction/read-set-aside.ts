import { zstdDecompressSync } from 'node:zlib';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { DocumentKind } from '#document/core/kind.ts';
import { Touched } from '#document/core/touched.ts';
import { unpack, type Packed } from '../../documents/pack.ts';
import type { ReadEdits } from '../ports.ts';
import { readUpdate } from '../bytes/read-update.ts';
import { isWhole } from '../../documents/stored-state.ts';
import type { StoredDocument } from '../../documents/store.ts';

export interface ReadInput extends Pick<StoredDocument, 'snapshot' | 'rows'> {
	readonly setAside: readonly Packed[];
}

/**
 * What each row of edits that were set aside would change in the document as it is now; null where nothing of it can be
 * read. Needs a Y.Doc for each, and trusts none of the bytes, so a worker runs it (worker-thread.ts).
 */
export function readSetAside(kind: DocumentKind, { snapshot, rows, setAside }: ReadInput): (ReadEdits | null)[] {
	const updates = (row: Packed): Uint8Array[] => unpack(row).map(({ update }) => update);
	const state = Y.mergeUpdates([...(snapshot ? [zstdDecompressSync(snapshot)] : []), ...rows.flatMap(updates)]);
	return setAside.map((row) => readEdits(kind, state, updates(row)));
}

/**
 * The edits are tried on a copy of the document. What Yjs takes before it stops can be read; so can what hangs on
 * something that is missing, as long as it says itself where it belongs.
 */
function readEdits(kind: DocumentKind, state: Uint8Array, updates: readonly Uint8Array[]): ReadEdits | null {
	const doc = new Y.Doc();
	const touched = new Touched(kind);
	try {
		Y.applyUpdate(doc, state);
		const present = kind.read(doc);
		doc.on('afterTransaction', (transaction: Y.Transaction) => touched.add(transaction));
		const taken = updates.filter((update) => take(doc, update));
		const whole = taken.length === updates.length && isWhole(doc);
		const changes = kind.compare(kind.read(doc), present, touched.places);
		return changes.length === 0 && !whole ? null : { changes, whole };
	} catch {
		return null;
	} finally {
		doc.destroy();
	}
}

/** False when it was not taken as it is. */
function take(doc: Y.Doc, update: Uint8Array): boolean {
	try {
		const missing = missingTo(doc, update);
		for (const [client, [from, to]] of missing) Y.applyUpdate(doc, collected(client, from, to - from));
		Y.applyUpdate(doc, update);
		return missing.size === 0;
	} catch {
		return false;
	}
}

/** client → clocks [from, to) that the update hangs on and the document has not. */
function missingTo(doc: Y.Doc, update: Uint8Array): Map<number, readonly [from: number, to: number]> {
	const { clocks, needs } = readUpdate(update);
	const missing = new Map<number, readonly [number, number]>();
	const upTo = (client: number, to: number): void => {
		const from = Y.getState(doc.store, client);
		if (to > Math.max(from, missing.get(client)?.[1] ?? 0)) missing.set(client, [from, to]);
	};
	for (let i = 0; i < needs.length; i += 2) if (!clocks.has(needs[i]!)) upTo(needs[i]!, needs[i + 1]! + 1);
	for (const [client, [from]] of clocks) upTo(client, from);
	return missing;
}

/** So many clocks of which nothing is known but that there were some: what Yjs leaves of collected garbage. */
function collected(client: number, from: number, length: number): Uint8Array {
	const encoder = encoding.createEncoder();
	for (const number of [1, 1, client, from, 0, length, 0]) encoding.writeVarUint(encoder, number);
	return encoding.toUint8Array(encoder);
}
