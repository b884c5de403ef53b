import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import * as Y from 'yjs';
import { unpack } from './pack.ts';
import type { StoredDocument } from './store.ts';

/** An update without content. */
export const EMPTY_UPDATE: Uint8Array = Uint8Array.from([0, 0]);

const decompress = promisify(zstdDecompress);

/** The compacted part of a stored document as one Yjs update (V1). */
export const stateOf = async ({ snapshot }: Pick<StoredDocument, 'snapshot'>): Promise<Uint8Array> =>
	snapshot ? await decompress(snapshot) : EMPTY_UPDATE;

/** Nothing waits for what never came. */
export const isWhole = ({ store }: Y.Doc): boolean => store.pendingStructs === null && store.pendingDs === null;

/** The whole of it: snapshot and everything after. */
export async function mergeStored(stored: StoredDocument): Promise<Uint8Array> {
	const state = await stateOf(stored);
	if (stored.rows.length === 0) return state;
	const updates = stored.rows.flatMap(unpack).map(({ update }) => update);
	return updates.length === 1 && state === EMPTY_UPDATE ? updates[0]! : Y.mergeUpdates([state, ...updates]);
}
