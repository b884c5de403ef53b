/** Highest score any scale has; a histogram is always s0 … s10, whatever its scale. */
export const MAX_SCORE = 10;

/** Count per score, dense: index 0 … 10. Additive over days, channels and touchpoints. */
export type Histogram = readonly number[];

/** Count per score, only the scores that occur: `{ "3": 12, "5": 40 }`. */
export type SparseHistogram = Readonly<Record<string, number>>;

export const emptyHistogram = (): number[] => new Array<number>(MAX_SCORE + 1).fill(0);

/**
 * Either form as the dense one.
 * @throws RangeError for a score that is not a whole number 0–10, or a count that is not a whole number ≥ 0
 */
export function dense(histogram: Histogram | SparseHistogram): number[] {
	const result = emptyHistogram();
	for (const [key, count] of Object.entries(histogram)) {
		const score = Number(key);
		if (!Number.isInteger(score) || score < 0 || score > MAX_SCORE) throw new RangeError(`no such score: ${key}`);
		if (!Number.isInteger(count) || count < 0) throw new RangeError(`no such count: ${count} of score ${key}`);
		result[score] = count;
	}
	return result;
}

/** The form of the API: scores that occur only. */
export function sparse(histogram: Histogram): Record<string, number> {
	const result: Record<string, number> = {};
	histogram.forEach((count, score) => {
		if (count > 0) result[String(score)] = count;
	});
	return result;
}

/** The histogram of single scores. */
export function tally(scores: Iterable<number>): number[] {
	const result = emptyHistogram();
	for (const score of scores) {
		if (!Number.isInteger(score) || score < 0 || score > MAX_SCORE) throw new RangeError(`no such score: ${score}`);
		result[score]! += 1;
	}
	return result;
}

/** Sum of any number of histograms; of none, the empty one. */
export function merge(...histograms: readonly Histogram[]): number[] {
	const result = emptyHistogram();
	for (const histogram of histograms) {
		for (let score = 0; score <= MAX_SCORE; score++) result[score]! += histogram[score] ?? 0;
	}
	return result;
}

/**
 * `from` without `part`, for corrections and for "the rest of".
 * @throws RangeError when `part` is not contained in `from`: then something was counted wrongly
 */
export function subtract(from: Histogram, part: Histogram): number[] {
	return merge(from).map((count, score) => {
		const left = count - (part[score] ?? 0);
		if (left < 0) throw new RangeError(`score ${score} would be counted ${left} times`);
		return left;
	});
}

/** Number of answers. */
export const total = (histogram: Histogram): number => histogram.reduce((sum, count) => sum + count, 0);
