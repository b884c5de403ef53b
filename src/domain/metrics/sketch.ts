/**
 * A store for values that a histogram of scores cannot hold (0–100, seconds, money): number and sum per bucket, whose borders
 * grow by a fixed factor, after Masson, Rim and Lee, "DDSketch" (VLDB 2019). Buckets are fixed once for all, so sketches add
 * up in any order and can be taken away again, which t-digest and KLL cannot. Any quantile is known to `ACCURACY` of its
 * value, and exactly where a bucket holds one value only (whole numbers up to 100). Number, sum and sum of squares are kept
 * exactly, so that a mean and its interval have no error from it.
 *
 * Values are whole steps of 1/`STEPS`: sums stay exact.
 */
export interface Sketch {
	readonly n: number;
	readonly sum: bigint;
	/** Of the squares. */
	readonly squares: bigint;
	/** What is in each bucket, by `bucketOf`; no empty ones. */
	readonly buckets: ReadonlyMap<number, Bucket>;
}

export interface Bucket {
	readonly n: number;
	readonly sum: bigint;
}

/** Largest relative error of a quantile: how far apart the values of a bucket can be. */
export const ACCURACY = 0.01;
/** Steps in a unit: values have two decimals at most. */
export const STEPS = 100;
/** Largest absolute value, in steps: ten thousand million. Makes at most 2 × 2,778 buckets and the zero. */
export const LARGEST = 1_000_000_000_000;

const LOG_BASE = Math.log(1 + ACCURACY);

export const emptySketch: Sketch = { n: 0, sum: 0n, squares: 0n, buckets: new Map() };

/**
 * The bucket of a value in steps: 0 for zero, 1 … for positive, −1 … for negative ones, further out the larger they are.
 * @throws RangeError for a value that is no whole number of steps, or beyond `LARGEST`
 */
export function bucketOf(value: number): number {
	if (!Number.isSafeInteger(value) || Math.abs(value) > LARGEST) throw new RangeError(`cannot be counted: ${value}`);
	if (value === 0) return 0;
	return Math.sign(value) * (Math.ceil(Math.log(Math.abs(value)) / LOG_BASE) + 1);
}

/** Several added up. */
export function mergeSketches(some: readonly Sketch[]): Sketch {
	const buckets = new Map<number, Bucket>();
	for (const one of some)
		for (const [at, { n, sum }] of one.buckets) {
			const held = buckets.get(at) ?? { n: 0, sum: 0n };
			buckets.set(at, { n: held.n + n, sum: held.sum + sum });
		}
	return {
		n: some.reduce((n, one) => n + one.n, 0),
		sum: some.reduce((sum, one) => sum + one.sum, 0n),
		squares: some.reduce((squares, one) => squares + one.squares, 0n),
		buckets
	};
}

/**
 * The value below or at which a share of the answers lies, in steps, to `ACCURACY`; null without answers.
 * @param share 0 … 1
 */
export const quantile = (sketch: Sketch, share: number): number | null =>
	sketch.n === 0 ? null : valueAt(sketch, Math.max(1, Math.ceil(share * sketch.n - 1e-9)));

/** The middle answer, of an even number the mean of the two in the middle; in steps, to `ACCURACY`. Null without answers. */
export const medianOf = (sketch: Sketch): number | null =>
	sketch.n === 0
		? null
		: (valueAt(sketch, Math.ceil(sketch.n / 2)) + valueAt(sketch, Math.floor(sketch.n / 2) + 1)) / 2;

/** The answer at a place in their order, from 1. */
function valueAt({ buckets }: Sketch, rank: number): number {
	let seen = 0;
	for (const [, held] of [...buckets].sort(([a], [b]) => a - b)) {
		seen += held.n;
		if (seen >= rank) return Number(held.sum) / held.n;
	}
	throw new RangeError('the buckets hold fewer than they should');
}

/** Mean and sample deviation (n − 1), in steps, exact but for the last rounding; the deviation is null for n < 2. */
export function momentsOf({ n, sum, squares }: Sketch): { mean: number; sd: number | null } | null {
	if (n === 0) return null;
	const mean = Number(sum) / n;
	// Over whole numbers: a difference of large floats would lose the spread.
	const spread = squares * BigInt(n) - sum * sum;
	return { mean, sd: n < 2 ? null : Math.sqrt(Number(spread) / n / (n - 1)) };
}
