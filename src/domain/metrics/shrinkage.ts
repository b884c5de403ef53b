/** A place by its raw value, in any unit; `sd` is of single answers, in the same unit. */
export interface Measured {
	readonly value: number;
	readonly sd: number;
	readonly n: number;
}

export interface Shrinkage {
	/** The mean of all places. */
	readonly mu: number;
	/** Variance between the true values of the places; 0: what differs is chance. */
	readonly tau2: number;
	/** Standard error of `mu`. */
	readonly muError: number;
	/** In the order given: between the place's value and `mu`, nearer to `mu` the fewer answers it has. */
	readonly estimates: readonly number[];
	/** How far each is drawn, from 0, where only its own answers count, to 1, where only `mu` does. */
	readonly drawn: readonly number[];
	/** Standard error of each estimate while `mu` is held; with what `mu` may be off by: `estimateError`. */
	readonly errors: readonly number[];
}

/** Standard error of an estimate: of the place's own part, and of the mean that it is drawn to. */
export const estimateError = ({ errors, drawn, muError }: Shrinkage, at: number): number =>
	Math.hypot(errors[at]!, drawn[at]! * muError);

/**
 * Empirical Bayes: each value is drawn towards the mean of all by as much as chance may have moved it away.
 * @param places each with n ≥ 1 and sd > 0
 * @throws RangeError for a place without answers or without spread, which would outweigh all others
 * @see DerSimonian & Laird 1986, "Meta-analysis in clinical trials"; reference "Statistics" §3
 */
export function shrink(places: readonly Measured[]): Shrinkage | null {
	if (places.length === 0) return null;
	for (const { n, sd } of places) {
		if (!(n >= 1 && sd > 0)) throw new RangeError(`a place with n = ${n} and sd = ${sd} has no weight`);
	}
	const variances = places.map(({ sd, n }) => sd ** 2 / n);
	const fixed = variances.map((variance) => 1 / variance);
	const all = sum(fixed);
	const common = sum(fixed.map((weight, at) => weight * places[at]!.value)) / all;
	const q = sum(fixed.map((weight, at) => weight * (places[at]!.value - common) ** 2));
	const scaled = all - sum(fixed.map((weight) => weight ** 2)) / all;
	const tau2 = scaled > 0 ? Math.max(0, (q - (places.length - 1)) / scaled) : 0;
	const weights = variances.map((variance) => 1 / (tau2 + variance));
	const mu = sum(weights.map((weight, at) => weight * places[at]!.value)) / sum(weights);
	const drawn = variances.map((variance) => variance / (tau2 + variance));
	return {
		mu,
		tau2,
		muError: Math.sqrt(1 / sum(weights)),
		estimates: places.map(({ value }, at) => mu + (1 - drawn[at]!) * (value - mu)),
		drawn,
		errors: drawn.map((part) => Math.sqrt(part * tau2))
	};
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
