import { bucketOf, type Bucket, type Sketch } from '#domain/metrics/index.ts';

/*
 * Sketches by hand: what the database does with its rows (`counting.ts`) – a value is one row, rows add up, and are taken
 * away again.
 */

/** The sketch of single values, in steps. @throws RangeError as `bucketOf` */
export function sketchOf(values: Iterable<number>): Sketch {
	return addSketches(
		...[...values].map((value): Sketch => {
			const sum = BigInt(value);
			return { n: 1, sum, squares: sum ** 2n, buckets: new Map([[bucketOf(value), { n: 1, sum }]]) };
		})
	);
}

/** Any number of sketches added up. */
export function addSketches(...sketches: readonly Sketch[]): Sketch {
	const buckets = new Map<number, Bucket>();
	let [n, sum, squares] = [0, 0n, 0n];
	for (const one of sketches) {
		n += one.n;
		sum += one.sum;
		squares += one.squares;
		for (const [at, more] of one.buckets) {
			const held = buckets.get(at) ?? { n: 0, sum: 0n };
			buckets.set(at, { n: held.n + more.n, sum: held.sum + more.sum });
		}
	}
	return { n, sum, squares, buckets };
}

/**
 * `from` without `part`, for corrections and erasures.
 * @throws RangeError when `part` is not contained in `from`: then something was counted wrongly
 */
export function subtractSketch(from: Sketch, part: Sketch): Sketch {
	const buckets = new Map(from.buckets);
	for (const [at, less] of part.buckets) {
		const held = buckets.get(at) ?? { n: 0, sum: 0n };
		const left = { n: held.n - less.n, sum: held.sum - less.sum };
		if (left.n < 0) throw new RangeError(`bucket ${at} would be counted ${left.n} times`);
		if (left.n === 0) buckets.delete(at);
		else buckets.set(at, left);
	}
	return { n: from.n - part.n, sum: from.sum - part.sum, squares: from.squares - part.squares, buckets };
}
