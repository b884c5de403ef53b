/**
 * What strangers may be shown who choose filters themselves: nothing that two choices together would tell of fewer than the
 * minimum. Answers of one touchpoint and wording lie in bands of time – between any two days at which some window begins
 * or ends – and in slices, as channels. Of the days some are open: between one that is and the next nobody answered, or enough
 * did, in every slice. A window is shown where it begins and ends at open days. So all that is shown are sums of groups that are
 * large enough, and so is all that can be worked out from it; what lies before the first open day and after the last is in no
 * window.
 */

/** Answers by band, the oldest first, and slice. */
export type Bands = readonly (readonly number[])[];

/** Before everything. */
export const EVER = -1;

/**
 * At which edges something that is shown may begin or end; edge k lies between band k and the one after.
 * @param order of edges, the most wanted first: one that is open keeps others from it that would part too few
 */
export function openEdges(bands: Bands, minN: number, order: Iterable<number>): ReadonlySet<number> {
	const open: number[] = [];
	const isEnough = (from: number, to: number): boolean =>
		bands[0]!.every((_, slice) => {
			let n = 0;
			for (let band = from + 1; band <= to; band++) n += bands[band]![slice]!;
			return n === 0 || n >= minN;
		});
	for (const edge of order) {
		const at = open.findIndex((one) => one > edge);
		const [before, after] = at < 0 ? [open.at(-1), undefined] : [open[at - 1], open[at]];
		if (before !== undefined && !isEnough(before, edge)) continue;
		if (after !== undefined && !isEnough(edge, after)) continue;
		open.splice(at < 0 ? open.length : at, 0, edge);
	}
	return new Set(open);
}

/** A window by the edges that it lies between. */
export interface Between {
	readonly from: number;
	readonly to: number;
}

export const isReleased = (open: ReadonlySet<number>, { from, to }: Between): boolean => open.has(to) && open.has(from);
