import type { Lane, Scene } from '#domain/journey/index.ts';
import { steady } from './steady.ts';

/** A head that has an element. The same object while nothing of it changes: what shows it is then left alone. */
export interface ShownHead<R extends Scene | Lane> {
	readonly id: string;
	/** Which one of its row or column it is, from 0. */
	readonly at: number;
	readonly record: R;
	/** Its stretch along the row or column, board pixels. */
	readonly start: number;
	readonly size: number;
}

/** A column or a row, along its axis; board pixels. */
export interface HeadStretch {
	readonly id: string;
	readonly start: number;
	readonly size: number;
}

/**
 * The heads around the screen.
 * @param stretches of all heads, in order, and `records` what they are of
 * @param around the part of the axis for which there are elements, board pixels
 * @param inUse the one that is typed in, or has the focus: it is there wherever it lies, and is not moved in the page
 * @param previous the heads as they were shown last
 */
export function shownHeads<R extends Scene | Lane>(
	stretches: readonly HeadStretch[],
	records: readonly R[],
	around: { readonly start: number; readonly size: number },
	inUse: string | null,
	previous: readonly ShownHead<R>[]
): readonly ShownHead<R>[] {
	const before = new Map(previous.map((head) => [head.id, head]));
	const next = stretches.flatMap(({ id, start, size }, at): ShownHead<R>[] => {
		if (id !== inUse && (start >= around.start + around.size || start + size <= around.start)) return [];
		const old = before.get(id);
		const record = records[at]!;
		const same = old?.record === record && old.at === at && old.start === start && old.size === size;
		return [same ? old : { id, at, record, start, size }];
	});
	const ordered = steady(next, previous, inUse);
	return ordered.length === previous.length && ordered.every((head, i) => head === previous[i]) ? previous : ordered;
}
