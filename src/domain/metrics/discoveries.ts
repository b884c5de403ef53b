/** Of the colours of one map (metrics.md); of its changes it is the rate below. */
export const COLOUR_RATE = 0.05;

/**
 * Benjamini–Hochberg: which of many comparisons may be called a change, when on average at most `rate` of the calls may be wrong.
 * A comparison without a p value is never called one, and does not count as a comparison.
 * @returns one answer per p value, in the same order
 */
export function discoveries(pValues: readonly (number | null)[], rate = 0.1): boolean[] {
	const sorted = Float64Array.from(pValues.filter((p) => p !== null)).sort();
	let limit = -1;
	sorted.forEach((p, at) => {
		if (p <= ((at + 1) / sorted.length) * rate) limit = p;
	});
	return pValues.map((p) => p !== null && p <= limit);
}
