import * as encoding from 'lib0/encoding';

/**
 * Two updates that the gate takes one after the other: maps in maps, so many that Yjs cannot delete the outermost
 * (it does so by recursion), and its deletion.
 * @param root name of the shared type they hang on
 */
export function tooDeepToDelete(
	client: number,
	{ depth = 60_000, root = 'deep' } = {}
): [chain: Uint8Array, deletion: Uint8Array] {
	const chain = encoding.createEncoder();
	for (const number of [1, depth, client, 0]) encoding.writeVarUint(chain, number);
	for (let clock = 0; clock < depth; clock++) {
		// A map under the key `k` of a root type, or of the map before.
		encoding.writeUint8(chain, 0x27);
		if (clock === 0) {
			encoding.writeVarUint(chain, 1);
			encoding.writeVarString(chain, root);
		} else for (const number of [0, client, clock - 1]) encoding.writeVarUint(chain, number);
		encoding.writeVarString(chain, 'k');
		encoding.writeVarUint(chain, 1);
	}
	encoding.writeVarUint(chain, 0);
	const deletion = encoding.createEncoder();
	for (const number of [0, 1, client, 1, 0, 1]) encoding.writeVarUint(deletion, number);
	return [encoding.toUint8Array(chain), encoding.toUint8Array(deletion)];
}

/** A text that goes on from what was collected already: Yjs trips over the second, unless it is merged with the first. */
export function ontoCollected(client: number): [collected: Uint8Array, text: Uint8Array] {
	const collected = encoding.createEncoder();
	for (const number of [1, 1, client, 0, 0, 3, 0]) encoding.writeVarUint(collected, number);
	const text = encoding.createEncoder();
	for (const number of [1, 1, client, 0, 4, 1]) encoding.writeVarUint(text, number);
	encoding.writeVarString(text, 'list');
	encoding.writeVarString(text, '0123456789');
	encoding.writeVarUint(text, 0);
	return [encoding.toUint8Array(collected), encoding.toUint8Array(text)];
}

/** An update that also deletes what another one deletes: Yjs takes its content, and then trips. */
export function withDeletionOf(update: Uint8Array, deletion: Uint8Array): Uint8Array {
	// The one ends with "no deletions", the other begins with "no content".
	return Uint8Array.of(...update.subarray(0, -1), ...deletion.subarray(1));
}
