import { dateOrders, type DateOrder } from './mapping.ts';
import { instantOf, writtenTime } from './read-time.ts';

export interface JudgedOrder {
	/** The only order in which the dates make sense, or any where it makes no difference; null: a person must say. */
	readonly order: DateOrder | null;
	/** Orders in which they can be read, the likeliest first; more than one only where they are read differently. */
	readonly fits: readonly DateOrder[];
	/** Do the dates depend on the order at all? */
	readonly matters: boolean;
	/** Cells that are times in at least one order, of those that say anything. */
	readonly readable: number;
	readonly filled: number;
}

/** Judges the order of day, month and year over all cells of a column: one 13th decides for every row. */
export function judgeOrder(cells: readonly string[]): JudgedOrder {
	const distinct = new Map<string, number>();
	for (const cell of cells) {
		const text = cell.trim();
		if (text !== '') distinct.set(text, (distinct.get(text) ?? 0) + 1);
	}
	const zone = (wall: number): number => wall;
	/** Cells that this order reads and the other does not. */
	const ahead = new Set<string>();
	const differ = new Set<string>();
	const read = new Map<DateOrder, number>(dateOrders.map((order) => [order, 0]));
	const spans = new Map<DateOrder, Span>();
	let readable = 0;
	let filled = 0;
	let matters = false;
	for (const [text, count] of distinct) {
		filled += count;
		const written = writtenTime(text);
		if (written === null) continue;
		const instants = dateOrders.map((order) => instantOf(written, order, zone)?.getTime() ?? null);
		if (instants.every((one) => one === null)) continue;
		readable += count;
		dateOrders.forEach((one, a) => {
			const at = instants[a];
			if (at === null || at === undefined) return;
			read.set(one, read.get(one)! + count);
			const [from, to] = spans.get(one) ?? [at, at];
			spans.set(one, [Math.min(from, at), Math.max(to, at)]);
			dateOrders.forEach((other, b) => {
				if (at === instants[b]) return;
				matters = true;
				if (instants[b] === null) ahead.add(`${one}>${other}`);
				else differ.add(`${one}/${other}`);
			});
		});
	}
	const beats = (one: DateOrder, other: DateOrder): boolean =>
		ahead.has(`${one}>${other}`) && !ahead.has(`${other}>${one}`);
	const fits = dateOrders
		.filter((order) => read.get(order)! > 0 && !dateOrders.some((other) => other !== order && beats(other, order)))
		.sort((a, b) => read.get(b)! - read.get(a)!);
	const likely = fits.filter(
		(order) =>
			!isScattered(
				spans.get(order)!,
				fits.map((other) => spans.get(other)!)
			)
	);
	const [first] = likely;
	const open =
		first !== undefined &&
		likely.slice(1).some((other) => differ.has(`${first}/${other}`) || ahead.has(`${other}>${first}`));
	return { order: first === undefined ? null : open ? null : first, fits, matters, readable, filled };
}

const YEAR_MS = 365 * 86_400_000;

/**
 * Where years have two digits, the days of a month read as years scatter over decades: `14.03.24 … 31.03.24` is no table of
 * 2014 to 2031 while there is a reading in which all are of one month.
 */
const isScattered = ([from, to]: Span, others: readonly Span[]): boolean =>
	to - from > 5 * YEAR_MS &&
	others.some((other) => other[1] - other[0] < YEAR_MS && other[1] - other[0] < (to - from) / 8);

type Span = readonly [number, number];
