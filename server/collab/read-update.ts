import * as decoding from 'lib0/decoding';
import type { DeleteItem } from './delete-ranges.ts';
import { readContent } from './read-content.ts';

/** What one update carries, read without applying it. */
export interface UpdateContent {
	/** client → [first clock, end clock) of its structs */
	readonly clocks: ReadonlyMap<number, readonly [from: number, to: number]>;
	/** Items that its items hang on: client, clock, client, clock … They must be known, or these would stay pending. */
	readonly needs: readonly number[];
	/** Of an update of several clients: whose items these are (client, clock), in the order of `needs`. Else empty. */
	readonly needers: readonly number[];
	readonly deletes: ReadonlyMap<number, readonly DeleteItem[]>;
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
 * @throws if the bytes are not exactly one update, or carry holes
 */
export function readUpdate(update: Uint8Array): UpdateContent {
	const decoder = decoding.createDecoder(update);
	const clocks = new Map<number, [number, number]>();
	const needs: number[] = [];
	const needers: number[] = [];
	const several = decoding.readVarUint(decoder);
	for (let clients = several; clients > 0; clients--) {
		const structs = decoding.readVarUint(decoder);
		const client = decoding.readVarUint(decoder);
		const from = decoding.readVarUint(decoder);
		if (!Number.isSafeInteger(client)) throw new Error('a client beyond all numbers');
		let to = from;
		for (let left = structs; left > 0; left--) {
			const before = needs.length;
			const length = readStruct(decoder, needs);
			if (length <= 0) throw new Error('an empty struct');
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
	return { clocks, needs, needers, deletes };
}

/** @returns its length in clocks */
function readStruct(decoder: decoding.Decoder, needs: number[]): number {
	const info = decoding.readUint8(decoder);
	if (info === SKIP) throw new Error('an update with holes');
	// Garbage collected: only how much there was.
	if ((info & CONTENT) === 0) return decoding.readVarUint(decoder);
	if (info & HAS_ORIGIN) readId(decoder, needs);
	if (info & HAS_RIGHT_ORIGIN) readId(decoder, needs);
	if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
		// The parent is a shared type of the document, by name, or an item.
		if (decoding.readVarUint(decoder) === 1) decoding.readVarString(decoder);
		else readId(decoder, needs);
		if (info & HAS_PARENT_KEY) decoding.readVarString(decoder);
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
