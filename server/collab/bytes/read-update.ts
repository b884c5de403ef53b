import * as decoding from 'lib0/decoding';
import type { DeleteItem } from './delete-ranges.ts';
import { readContent } from './read-content.ts';
import { LONGEST_KEY, type Roots } from './roots.ts';

/** What one update carries, read without applying it. */
export interface UpdateContent {
	/** client → [first clock, end clock) of its structs */
	readonly clocks: ReadonlyMap<number, readonly [from: number, to: number]>;
	/** Items that its items hang on: client, clock, client, clock … They must be known, or these would stay pending. */
	readonly needs: readonly number[];
	/** Of an update of several clients: whose items these are (client, clock), in the order of `needs`. Else empty. */
	readonly needers: readonly number[];
	readonly deletes: ReadonlyMap<number, readonly DeleteItem[]>;
	/** Items where people may not write, as they say themselves: client, end clock … Only when it was asked for. */
	readonly closed?: readonly number[];
}

/** Bits of an item's first byte (Yjs update format V1). */
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_PARENT_KEY = 0x20;
const CONTENT = 0x1f;
const SKIP = 10;

/**
 * Reads the structure of a Yjs update (V1) in one pass, without the objects that Yjs would make of it: a tenth of the
 * time, for every edit of everybody.
 * @param roots where people may write; null: it is not asked for
 * @throws if the bytes are not exactly one update, or carry holes
 */
export function readUpdate(update: Uint8Array, roots: Roots | null = null): UpdateContent {
	const decoder = decoding.createDecoder(update);
	const clocks = new Map<number, [number, number]>();
	const needs: number[] = [];
	const needers: number[] = [];
	const closed: number[] = [];
	const item = { isClosed: false };
	const several = decoding.readVarUint(decoder);
	for (let clients = several; clients > 0; clients--) {
		const structs = decoding.readVarUint(decoder);
		const client = decoding.readVarUint(decoder);
		const from = decoding.readVarUint(decoder);
		if (!Number.isSafeInteger(client)) throw new Error('a client beyond all numbers');
		let to = from;
		for (let left = structs; left > 0; left--) {
			const before = needs.length;
			const length = readStruct(decoder, needs, roots, item);
			if (length <= 0) throw new Error('an empty struct');
			if (item.isClosed) closed.push(client, to + length);
			for (let i = before; i < needs.length; i += 2) {
				if (needs[i] === client && needs[i + 1]! >= to) throw new Error('an item that hangs on a later one');
				if (several > 1) needers.push(client, to);
			}
			to += length;
		}
		if (!Number.isSafeInteger(to)) throw new Error('a clock beyond all numbers');
		if (clocks.has(client)) throw new Error('a client that comes twice');
		if (structs > 0) clocks.set(client, [from, to]);
	}
	const deletes = readDeletes(decoder);
	if (decoding.hasContent(decoder)) throw new Error('bytes after the update');
	return { clocks, needs, needers, deletes, ...(roots && { closed }) };
}

/** One struct of an update. */
export interface Struct {
	readonly client: number;
	readonly clock: number;
	readonly length: number;
	/** Where its bytes begin, and where those of the next one do. */
	readonly from: number;
	readonly to: number;
	/** Items that it hangs on: client, clock … Only until the next one is read. */
	readonly needs: readonly number[];
	readonly isClosed: boolean;
}

/**
 * Goes through the structs of an update, or of a whole state, holes included.
 * @param roots where people may write; null: it is not asked for
 * @returns where the deletions begin
 * @throws if the bytes are not one
 */
export function eachStruct(update: Uint8Array, roots: Roots | null, visit: (struct: Struct) => void): number {
	const decoder = decoding.createDecoder(update);
	const needs: number[] = [];
	const struct = { client: 0, clock: 0, length: 0, from: 0, to: 0, needs, isClosed: false };
	for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
		let left = decoding.readVarUint(decoder);
		struct.client = decoding.readVarUint(decoder);
		struct.clock = decoding.readVarUint(decoder);
		for (; left > 0; left--) {
			needs.length = 0;
			const isHole = decoder.arr[decoder.pos] === SKIP;
			struct.from = decoder.pos;
			if (isHole) decoder.pos++;
			struct.length = isHole ? decoding.readVarUint(decoder) : readStruct(decoder, needs, roots, struct);
			struct.to = decoder.pos;
			if (!isHole) visit(struct);
			struct.clock += struct.length;
		}
	}
	return decoder.pos;
}

/** @param item told whether it says of itself that it is where people may not write @returns its length in clocks */
function readStruct(
	decoder: decoding.Decoder,
	needs: number[],
	roots: Roots | null,
	item: { isClosed: boolean }
): number {
	const info = decoding.readUint8(decoder);
	item.isClosed = false;
	if (info === SKIP) throw new Error('an update with holes');
	// Garbage collected: only how much there was.
	if ((info & CONTENT) === 0) return decoding.readVarUint(decoder);
	if (info & HAS_ORIGIN) readId(decoder, needs);
	if (info & HAS_RIGHT_ORIGIN) readId(decoder, needs);
	if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
		// The parent is a shared type of the document, by name, or an item.
		const root = decoding.readVarUint(decoder) === 1 ? decoding.readVarString(decoder) : null;
		if (root === null) readId(decoder, needs);
		const key = info & HAS_PARENT_KEY ? decoding.readVarString(decoder) : null;
		if (roots !== null) {
			item.isClosed =
				(root !== null && !roots.isOpen(root, key !== null)) || (key !== null && key.length > LONGEST_KEY);
		}
	}
	return readContent(decoder, info & CONTENT);
}

function readId(decoder: decoding.Decoder, needs: number[]): void {
	needs.push(decoding.readVarUint(decoder), decoding.readVarUint(decoder));
}

function readDeletes(decoder: decoding.Decoder): Map<number, DeleteItem[]> {
	const deletes = new Map<number, DeleteItem[]>();
	for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
		const client = decoding.readVarUint(decoder);
		const items = deletes.get(client) ?? [];
		for (let left = decoding.readVarUint(decoder); left > 0; left--) {
			const clock = decoding.readVarUint(decoder);
			const len = decoding.readVarUint(decoder);
			if (len === 0) throw new Error('a deletion of nothing');
			items.push({ clock, len });
		}
		if (items.length > 0) deletes.set(client, items);
	}
	return deletes;
}
