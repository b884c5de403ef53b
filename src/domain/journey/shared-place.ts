import type { Layout } from './layout.ts';

interface Point {
	readonly x: number;
	readonly y: number;
}

/** One column, one row, in the units below; heads and what lies beyond the map count board pixels. */
const UNIT = 256;

/**
 * Layouts differ between people: columns take the room that a screen has, and cards are as high as their text is then.
 * What one person tells the others about a place – where the pointer is, where a card is held – is therefore said as
 * "which column and how far across, which row and how far down".
 */
export const toShared = (layout: Layout, { x, y }: Point): Point => ({
	x: out(
		spans(
			layout.columns,
			(c) => c.x,
			(c) => c.width
		),
		x
	),
	y: out(
		spans(
			layout.rows,
			(r) => r.y,
			(r) => r.height
		),
		y
	)
});

/** A place that somebody told, on this layout. */
export const fromShared = (layout: Layout, { x, y }: Point): Point => ({
	x: back(
		spans(
			layout.columns,
			(c) => c.x,
			(c) => c.width
		),
		x
	),
	y: back(
		spans(
			layout.rows,
			(r) => r.y,
			(r) => r.height
		),
		y
	)
});

interface Span {
	readonly start: number;
	readonly size: number;
}

const spans = <T>(list: readonly T[], start: (one: T) => number, size: (one: T) => number): Span[] =>
	list.map((one) => ({ start: start(one), size: size(one) }));

function out(list: readonly Span[], at: number): number {
	const last = list.at(-1);
	if (!last || at < list[0]!.start) return at - (list[0]?.start ?? 0);
	const i = list.findIndex(({ start, size }) => at < start + size);
	if (i < 0) return list.length * UNIT + at - (last.start + last.size);
	return Math.round((i + (at - list[i]!.start) / list[i]!.size) * UNIT);
}

function back(list: readonly Span[], at: number): number {
	const last = list.at(-1);
	if (!last || at < 0) return at + (list[0]?.start ?? 0);
	const i = Math.floor(at / UNIT);
	const span = list[i];
	if (!span) return last.start + last.size + at - list.length * UNIT;
	return span.start + (at / UNIT - i) * span.size;
}
