/**
 * What strangers may be shown who choose filters themselves: nothing that two choices together would tell of fewer than the
 * minimum. Answers of one touchpoint and wording lie in bands of time – between any two days at which some window begins
 * or ends – and in slices, as channels. Bands are put together until every slice of each has nobody or enough; a window is
 * shown where it begins and ends between such groups. So all that is shown are sums of groups that are large enough, and so is
 * all that can be worked out from it.
 */

/** Answers by band, the oldest first, and slice. */
export type Bands = readonly (readonly number[])[];

/**
 * Between which bands something that is shown may begin or end.
 * @param among only these come into question
 * @returns k: between band k and the one after
 */
export function openEdges(bands: Bands, minN: number, among?: ReadonlySet<number>): ReadonlySet<number> {
	const slices = bands[0]?.length ?? 0;
	const none = (): number[] => new Array<number>(slices).fill(0);
	const plus = (a: readonly number[], b: readonly number[]): number[] => a.map((n, at) => n + b[at]!);
	const isEnough = (group: readonly number[]): boolean => group.every((n) => n === 0 || n >= minN);
	const open: { readonly edge: number; readonly group: readonly number[] }[] = [];
	// From now backwards: what is asked most is the latest.
	let group = bands.at(-1) ?? [];
	for (let edge = bands.length - 2; edge >= 0; edge--) {
		if (among?.has(edge) !== false && isEnough(group)) {
			open.push({ edge, group });
			group = none();
		}
		group = plus(group, bands[edge]!);
	}
	// What is left at the far end goes to the group before it …
	while (!isEnough(group) && open.length > 0) group = plus(group, open.pop()!.group);
	if (!isEnough(group)) return new Set();
	const until = open.at(-1)?.edge ?? bands.length - 1;
	const edges = new Set(open.map(({ edge }) => edge));
	// … which may still begin later than at the very first: from there on towards now.
	let early = none();
	for (let edge = 0; edge < until; edge++) {
		early = plus(early, bands[edge]!);
		const rest = group.map((n, at) => n - early[at]!);
		if (among?.has(edge) === false || !isEnough(early) || !isEnough(rest)) continue;
		edges.add(edge);
		group = rest;
		early = none();
	}
	return edges;
}

/** A window by the edges that it lies between; null: everything before. */
export interface Between {
	readonly from: number | null;
	readonly to: number;
}

export const isReleased = (open: ReadonlySet<number>, { from, to }: Between): boolean =>
	open.has(to) && (from === null || open.has(from));
