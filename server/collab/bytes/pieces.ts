import * as encoding from 'lib0/encoding';
import { eachStruct } from './read-update.ts';

/** One update, as parts to be written one after the other; parts of the whole are not copied. */
export interface Piece {
	readonly parts: readonly Uint8Array[];
	/** Bytes of all parts. */
	readonly length: number;
}

/** The structs of one client, in the order of their clocks. */
interface Column {
	readonly client: number;
	readonly clocks: number[];
	/** Where the bytes of each begin; one more, where the last one ends. */
	readonly places: number[];
	/** Structs that hang on another client's: which one, and on what. */
	readonly needs: (readonly [at: number, client: number, clock: number])[];
	nextNeed: number;
	/** So many are in a piece already. */
	done: number;
}

const NO_DELETIONS = Uint8Array.of(0);

/**
 * Cuts the state of a document into updates that are applied one after the other, each of them complete with those before
 * it: whoever reads a large document then reads it in short tasks. The bytes of a struct do not depend on what stands
 * before them (Yjs update format V1), so they are taken as they are.
 * @param most bytes of a piece, about
 * @returns null when the state cannot be cut: it has holes, or items that hang on one another
 */
export function piecesOf(state: Uint8Array, most: number): Piece[] | null {
	const columns = new Map<number, Column>();
	let isWhole = true;
	const deletions = eachStruct(state, null, ({ client, clock, length, from, to, needs }) => {
		let column = columns.get(client);
		if (!column) {
			columns.set(client, (column = { client, clocks: [], places: [from], needs: [], nextNeed: 0, done: 0 }));
			column.clocks.push(clock);
			isWhole &&= clock === 0;
		}
		isWhole &&= column.places.at(-1) === from && column.clocks.at(-1) === clock;
		for (let i = 0; i < needs.length; i += 2)
			if (needs[i] !== client) column.needs.push([column.places.length - 1, needs[i]!, needs[i + 1]!]);
		column.places.push(to);
		column.clocks.push(clock + length);
	});
	const runs = isWhole ? runsOf(columns) : null;
	if (runs === null) return null;
	const pieces = gather(runs, most).map((ranges) => [
		headOf(ranges.length),
		...ranges.flatMap((one) => write(one, state))
	]);
	if (pieces.length === 0) return null;
	return pieces.map((parts, i) => {
		const all = [...parts, i === pieces.length - 1 ? state.subarray(deletions) : NO_DELETIONS];
		return { parts: all, length: all.reduce((sum, part) => sum + part.length, 0) };
	});
}

/** Structs of one client, from one place in its column to another. */
interface Run {
	readonly column: Column;
	readonly from: number;
	to: number;
}

/** The columns in an order in which no struct comes before one that it hangs on; null when there is none. */
function runsOf(columns: ReadonlyMap<number, Column>): Run[] | null {
	const runs: Run[] = [];
	for (const first of columns.values()) {
		const waiting: { readonly column: Column; readonly upTo: number }[] = [
			{ column: first, upTo: first.places.length - 1 }
		];
		const isWaiting = new Set([first]);
		for (let last = waiting.at(-1); last !== undefined; last = waiting.at(-1)) {
			const { column, upTo } = last;
			const from = column.done;
			const missing = advance(column, upTo, columns);
			if (missing === undefined) return null;
			if (column.done > from) runs.push({ column, from, to: column.done });
			if (missing === null) {
				waiting.pop();
				isWaiting.delete(column);
				continue;
			}
			if (isWaiting.has(missing.column)) return null;
			waiting.push(missing);
			isWaiting.add(missing.column);
		}
	}
	return runs;
}

/**
 * Goes on until a place of the column, or to a struct that hangs on what is not done yet.
 * @returns what has to be done first; undefined: it is not in the state
 */
function advance(
	column: Column,
	upTo: number,
	columns: ReadonlyMap<number, Column>
): { readonly column: Column; readonly upTo: number } | null | undefined {
	for (; column.nextNeed < column.needs.length; column.nextNeed++) {
		const [at, client, clock] = column.needs[column.nextNeed]!;
		if (at >= upTo) break;
		const other = columns.get(client);
		const end = other && other.clocks.at(-1)! > clock ? placeAfter(other.clocks, clock) : undefined;
		if (!other || end === undefined) return undefined;
		if (other.done >= end) continue;
		column.done = Math.max(column.done, at);
		return { column: other, upTo: end };
	}
	column.done = Math.max(column.done, upTo);
	return null;
}

/** @returns the place of the first struct that begins after the clock */
function placeAfter(clocks: readonly number[], clock: number): number {
	let low = 0;
	let high = clocks.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (clocks[middle]! <= clock) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Each piece as runs, one of each client at most. */
function gather(runs: readonly Run[], most: number): Run[][] {
	const pieces: Run[][] = [];
	let piece = new Map<Column, Run>();
	let room = most;
	for (const { column, from, to } of runs) {
		for (let at = from; at < to;) {
			const begin = column.places[at]!;
			let end = at + 1;
			while (end < to && column.places[end + 1]! - begin <= room) end++;
			const run = piece.get(column);
			if (run) run.to = end;
			else piece.set(column, { column, from: at, to: end });
			room -= column.places[end]! - begin;
			at = end;
			if (room > 0) continue;
			pieces.push([...piece.values()]);
			piece = new Map();
			room = most;
		}
	}
	if (piece.size > 0) pieces.push([...piece.values()]);
	return pieces;
}

function headOf(...numbers: number[]): Uint8Array {
	const encoder = encoding.createEncoder();
	for (const number of numbers) encoding.writeVarUint(encoder, number);
	return encoding.toUint8Array(encoder);
}

const write = ({ column: { client, clocks, places }, from, to }: Run, state: Uint8Array): Uint8Array[] => [
	headOf(to - from, client, clocks[from]!),
	state.subarray(places[from], places[to])
];
