import { decodeKnown, Known } from '../bytes/metadata.ts';
import { stateOf } from '../../documents/stored-state.ts';
import type { StoredDocument } from '../../documents/store.ts';

/** The compacted part of an open document, as bytes. */
export interface Snapshot {
	/** Counts compactions. */
	readonly revision: number;
	/** Yjs update (V1). */
	readonly state: Uint8Array;
	/** What is in it; decoded when asked for. */
	known(): Known;
}

export async function openSnapshot(stored: StoredDocument): Promise<Snapshot> {
	const { revision, meta } = stored;
	return { revision, state: await stateOf(stored), known: () => (meta ? decodeKnown(meta) : new Known()) };
}
