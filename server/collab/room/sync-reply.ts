import * as Y from 'yjs';
import { STEP2, syncFrame, syncFrameHead, UPDATE } from '../protocol/frames.ts';
import { deletesAsUpdate, type Known } from '../bytes/metadata.ts';
import { type Piece, piecesOf } from '../bytes/pieces.ts';
import type { Snapshot } from './open-snapshot.ts';
import type { Tail } from './tail.ts';
import { EMPTY_UPDATE } from '../../documents/stored-state.ts';

/** Below this size snapshot and tail are sent as one message. */
const SMALL = 65_536;
/** Bytes of a piece of a large one: browsers read it in some 5 ms, in 20 ms on a phone. */
const PIECE = 65_536;

/** What somebody who asks for the document is sent: cached bytes, nothing is encoded for each newcomer. */
export class SyncReply {
	readonly #tail: Tail;
	#snapshot: Snapshot;
	#contents: Known | undefined;
	#deletes: Uint8Array | undefined;
	#pieces: readonly Piece[] | undefined;
	#merged = { place: 0, trimmedTo: 0, update: EMPTY_UPDATE };
	#small: { place: number; frame: Buffer } | undefined;

	constructor(snapshot: Snapshot, tail: Tail) {
		this.#snapshot = snapshot;
		this.#tail = tail;
	}

	/** Another snapshot took the place of the old one and of part of the tail. */
	rebase(snapshot: Snapshot): void {
		this.#snapshot = snapshot;
		this.#contents = this.#deletes = this.#pieces = this.#small = undefined;
	}

	/**
	 * The answer to a sync request, as frames to be written together; only committed content.
	 * @param clocks what the asker has already
	 */
	for(clocks: ReadonlyMap<number, number>): Uint8Array[] {
		const { state } = this.#snapshot;
		if (state.length < SMALL) return [this.#smallFrame()];
		if (this.#has(clocks)) {
			// Clocks do not show deletions: all of them go along.
			this.#deletes ??= deletesAsUpdate(this.#known.deletes);
			return [syncFrame(STEP2, Y.mergeUpdates([this.#deletes, this.#mergedTail()]))];
		}
		this.#pieces ??= piecesOf(state, PIECE) ?? [{ parts: [state], length: state.length }];
		// The answer that makes a client "synced" comes last, when it is complete.
		const last = this.#tail.empty ? this.#pieces.length - 1 : -1;
		const frames = this.#pieces.flatMap(({ parts, length }, i) => [
			syncFrameHead(i === last ? STEP2 : UPDATE, length),
			...parts
		]);
		return last === -1 ? [...frames, syncFrame(STEP2, this.#mergedTail())] : frames;
	}

	get #known(): Known {
		return (this.#contents ??= this.#snapshot.known());
	}

	#has(clocks: ReadonlyMap<number, number>): boolean {
		if (clocks.size === 0) return false;
		for (const [client, clock] of this.#known.clocks) if ((clocks.get(client) ?? 0) < clock) return false;
		return true;
	}

	#smallFrame(): Buffer {
		if (this.#small?.place !== this.#tail.place) {
			const all = this.#tail.empty ? this.#snapshot.state : Y.mergeUpdates([this.#snapshot.state, this.#mergedTail()]);
			this.#small = { place: this.#tail.place, frame: syncFrame(STEP2, all) };
		}
		return this.#small.frame;
	}

	/** Merged once, then only what is new is merged into it. */
	#mergedTail(): Uint8Array {
		const { place, trimmedTo } = this.#tail;
		const fits = this.#merged.trimmedTo === trimmedTo;
		if (fits && this.#merged.place === place) return this.#merged.update;
		const update = fits
			? Y.mergeUpdates([this.#merged.update, ...this.#tail.list(this.#merged.place)])
			: Y.mergeUpdates([EMPTY_UPDATE, ...this.#tail.list()]);
		this.#merged = { place, trimmedTo, update };
		return update;
	}
}
