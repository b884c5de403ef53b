import { generateKeyBetween } from 'fractional-indexing';
import type { Id } from './ids.ts';

/** Something with a place among its siblings. `order` is a fractional index: a value, so that concurrent moves merge. */
export interface Ordered {
	readonly id: Id;
	readonly order: string;
}

/** Total order of siblings: by key bytewise, and by id when two people happened to make the same key. */
export const byOrder = (a: Ordered, b: Ordered): number =>
	a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

const JITTER_BITS = 8;
const DIGITS = /^[0-9A-Za-z]+$/;

/**
 * Is this a well-formed key of `fractional-indexing`? Checked on read, because a malformed key would make every later
 * insertion beside it throw.
 */
export function isOrderKey(key: string): boolean {
	const head = key.charCodeAt(0);
	const integer = head >= 97 && head <= 122 ? head - 97 + 2 : head >= 65 && head <= 90 ? 90 - head + 2 : 0;
	if (integer === 0 || key.length < integer || key.length > 256 || !DIGITS.test(key)) return false;
	if (key.length > integer && key.endsWith('0')) return false;
	return !(head === 65 && /^A0+$/.test(key));
}

/**
 * A key between two keys, jittered: bits of the id choose a path of halvings, so two people who insert at the same
 * place at the same time nearly always get different keys (and when not, the id decides).
 * @param low key before, or null at the start; strictly below `high`
 * @param high key after, or null at the end
 */
export function orderBetween(low: string | null, high: string | null, id: Id): string {
	let [a, b] = [low, high];
	let key = generateKeyBetween(a, b);
	for (const bit of bitsOf(id)) {
		if (bit) a = key;
		else b = key;
		key = generateKeyBetween(a, b);
	}
	return key;
}

/** Keys for several new siblings in a row, in the order of `ids`. Each is below the next. */
export function ordersBetween(low: string | null, high: string | null, ids: readonly Id[]): string[] {
	const keys: string[] = [];
	fill(low, high, ids, keys);
	return keys;
}

/** Halving instead of one after the other: the keys of a long row stay short. */
function fill(low: string | null, high: string | null, ids: readonly Id[], keys: string[]): void {
	if (ids.length === 0) return;
	const middle = high === null ? 0 : low === null ? ids.length - 1 : ids.length >> 1;
	const key = orderBetween(low, high, ids[middle]!);
	fill(low, key, ids.slice(0, middle), keys);
	keys.push(key);
	fill(key, high, ids.slice(middle + 1), keys);
}

export interface Placed {
	/** One key per id, in the order given. */
	readonly orders: readonly string[];
	/** Siblings that had the same key as their neighbour and need a new one so that something fits between. */
	readonly repairs: readonly Ordered[];
}

/**
 * Keys to put `ids` into a row of siblings before position `index`.
 * @param siblings sorted by `byOrder`, without the ids that are being placed
 */
export function place(siblings: readonly Ordered[], index: number, ids: readonly Id[]): Placed {
	const at = Math.max(0, Math.min(index, siblings.length));
	const low = siblings[at - 1]?.order ?? null;
	let end = at;
	while (low !== null && end < siblings.length && siblings[end]!.order <= low) end++;
	const tied = siblings.slice(at, end).map((s) => s.id);
	const keys = ordersBetween(low, siblings[end]?.order ?? null, [...ids, ...tied]);
	return {
		orders: keys.slice(0, ids.length),
		repairs: tied.map((id, i) => ({ id, order: keys[ids.length + i]! }))
	};
}

/** The last characters of a UUID are random in every version we make; other ids still give a stable path. */
function bitsOf(id: Id): boolean[] {
	let hash = 2166136261;
	for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 16777619);
	hash ^= hash >>> 15;
	return Array.from({ length: JITTER_BITS }, (_, i) => ((hash >>> i) & 1) === 1);
}
