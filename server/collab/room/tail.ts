import * as Y from 'yjs';
import { unpack, type Packed } from '../../documents/pack.ts';
import type { JournalRow } from '../../documents/store.ts';

interface Entry extends Packed {
	readonly node: number;
	readonly seq: number;
	/** Place in the order in which this room got to know the rows; 1, 2, … */
	readonly place: number;
	readonly updates: number;
}

/** The committed rows that are not in the snapshot, in the order in which this room got to know them. */
export class Tail {
	#entries: Entry[] = [];
	/** Highest place so far; a reader who was sent everything is here. */
	place = 0;
	bytes = 0;
	updates = 0;
	/** Readers behind this place cannot be served from the tail. */
	trimmedTo = 0;
	/** Highest seq of each node, of rows that are or were here. */
	readonly seqs = new Map<number, number>();

	push(row: JournalRow, updates: number): void {
		this.#entries.push({
			node: row.node,
			seq: row.seq,
			bytes: row.bytes,
			authors: row.authors,
			updates,
			place: ++this.place
		});
		this.bytes += row.bytes.length;
		this.updates += updates;
		this.seqs.set(row.node, Math.max(row.seq, this.seqs.get(row.node) ?? 0));
	}

	has(row: JournalRow): boolean {
		return row.seq <= (this.seqs.get(row.node) ?? 0);
	}

	get empty(): boolean {
		return this.#entries.length === 0;
	}

	/** All updates beyond a place, merged; null if part of them is in the snapshot by now. */
	since(place: number): Uint8Array | null {
		if (place < this.trimmedTo) return null;
		const updates = this.list(place);
		return updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates);
	}

	/** The updates beyond a place, one by one. */
	list(place = 0): Uint8Array[] {
		return this.#entries
			.filter((entry) => entry.place > place)
			.flatMap((entry) => unpack(entry).map(({ update }) => update));
	}

	/** Drops rows that are in a snapshot by now. @param keep called for every row, oldest first */
	retain(keep: (row: { node: number; seq: number; place: number }) => boolean): void {
		const kept: Entry[] = [];
		for (const entry of this.#entries) {
			if (keep(entry)) {
				kept.push(entry);
				continue;
			}
			this.bytes -= entry.bytes.length;
			this.updates -= entry.updates;
			this.trimmedTo = Math.max(this.trimmedTo, entry.place);
		}
		this.#entries = kept;
	}
}
