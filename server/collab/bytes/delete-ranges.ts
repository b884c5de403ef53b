/** [from, to) */
export type Range = [from: number, to: number];

export interface DeleteItem {
	readonly clock: number;
	readonly len: number;
}

/** Clocks of each client as sorted, merged ranges: tells whether a deletion is news without a Y.Doc. */
export class DeleteRanges {
	readonly byClient = new Map<number, Range[]>();

	/** Adds one range; true if any of it was new. */
	add(client: number, { clock, len }: DeleteItem): boolean {
		let ranges = this.byClient.get(client);
		if (!ranges) this.byClient.set(client, (ranges = []));
		const at = firstEndingFrom(ranges, clock);
		const found = ranges[at];
		if (found && found[0] <= clock && found[1] >= clock + len) return false;
		let from = clock;
		let to = clock + len;
		let next = at;
		for (let range = ranges[next]; range && range[0] <= to; range = ranges[++next]) {
			from = Math.min(from, range[0]);
			to = Math.max(to, range[1]);
		}
		ranges.splice(at, next - at, [from, to]);
		return true;
	}

	/** True if all of it is in. */
	has(client: number, { clock, len }: DeleteItem): boolean {
		const ranges = this.byClient.get(client);
		if (!ranges) return false;
		const found = ranges[firstEndingFrom(ranges, clock)];
		return found !== undefined && found[0] <= clock && found[1] >= clock + len;
	}

	/** The parts of a range that are in. */
	*within(client: number, { clock, len }: DeleteItem): Generator<DeleteItem> {
		const ranges = this.byClient.get(client);
		if (!ranges) return;
		for (let at = firstEndingFrom(ranges, clock); at < ranges.length && ranges[at]![0] < clock + len; at++) {
			const from = Math.max(clock, ranges[at]![0]);
			const to = Math.min(clock + len, ranges[at]![1]);
			if (from < to) yield { clock: from, len: to - from };
		}
	}

	*items(): Generator<[client: number, item: DeleteItem]> {
		for (const [client, ranges] of this.byClient) {
			for (const [from, to] of ranges) yield [client, { clock: from, len: to - from }];
		}
	}
}

/** Place of the first range that ends at or after the clock. */
function firstEndingFrom(ranges: readonly Range[], clock: number): number {
	let low = 0;
	let high = ranges.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (ranges[middle]![1] < clock) low = middle + 1;
		else high = middle;
	}
	return low;
}
