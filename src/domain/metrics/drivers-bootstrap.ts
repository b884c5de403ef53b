import type { DriverPairs } from './driver-pairs.ts';
import { addPerson, ownCorrelation, ownSize, togetherOf, togetherSize } from './drivers-moments.ts';

export interface Bounds {
	readonly low: number | null;
	readonly high: number | null;
}

export interface Bootstrapped {
	readonly own: readonly Bounds[];
	readonly coefficients: readonly Bounds[];
	readonly shares: readonly Bounds[];
	readonly r2: Bounds;
}

/**
 * Of more people than these, groups drawn by lot are resampled instead: the sums of a group are added up once. What an
 * interval is of stays the same – groups of people drawn by lot vary as people do –, it is worked out in a tenth of a second.
 */
const MOST_GROUPS = 500;
/** An interval needs a value in so many of the resamples. */
const ENOUGH = 0.9;
const SEED = 20_261_129;

/**
 * 95 % intervals by the percentiles of a bootstrap over people (Efron & Tibshirani 1993, §13), always with the same draws.
 * @param shown measures, by themselves
 * @param set measures, beside one another
 */
export function bootstrapDrivers(
	given: DriverPairs,
	shown: readonly number[],
	set: readonly number[],
	resamples: number
): Bootstrapped {
	const random = randomFrom(SEED);
	const own = ownSize(shown.length);
	const size = own + togetherSize(set.length);
	const groups = groupsOf(given, shown, set, size, random);
	const count = groups.length / (size || 1);
	const owns = shown.map(() => new Draws(resamples));
	const coefficients = set.map(() => new Draws(resamples));
	const shares = set.map(() => new Draws(resamples));
	const r2 = new Draws(resamples);
	const times = new Uint16Array(count);
	const sums = new Float64Array(size);
	for (let at = 0; at < resamples; at++) {
		times.fill(0);
		for (let draw = 0; draw < count; draw++) times[Math.floor(random() * count)]! += 1;
		sums.fill(0);
		for (let group = 0; group < count; group++) {
			const often = times[group]!;
			if (often === 0) continue;
			const offset = group * size;
			for (let s = 0; s < size; s++) sums[s]! += often * groups[offset + s]!;
		}
		owns.forEach((draws, index) => draws.add(ownCorrelation(sums, index)));
		const found = set.length === 0 ? null : togetherOf(sums.subarray(own), set.length);
		if (found === null) continue;
		r2.add(found.r2);
		set.forEach((_, index) => {
			coefficients[index]!.add(found.coefficients[index]!);
			shares[index]!.add(found.weights[index]! / found.r2);
		});
	}
	const bounds = (draws: readonly Draws[]) => draws.map((one) => one.bounds());
	return { own: bounds(owns), coefficients: bounds(coefficients), shares: bounds(shares), r2: r2.bounds() };
}

/** The sums of each group of people, who are dealt out by lot. */
function groupsOf(
	given: DriverPairs,
	shown: readonly number[],
	set: readonly number[],
	size: number,
	random: () => number
): Float64Array {
	const people = given.outcome.length;
	const order = Uint32Array.from({ length: people }, (_, at) => at);
	if (people > MOST_GROUPS)
		for (let at = people - 1; at > 0; at--) {
			const other = Math.floor(random() * (at + 1));
			[order[at], order[other]] = [order[other]!, order[at]!];
		}
	const count = Math.min(people, MOST_GROUPS);
	const groups = new Float64Array(count * size);
	order.forEach((person, at) => addPerson(groups, (at % count) * size, given, person, shown, set));
	return groups;
}

class Draws {
	readonly #values: Float64Array;
	readonly #wanted: number;
	#n = 0;

	constructor(resamples: number) {
		this.#values = new Float64Array(resamples);
		this.#wanted = resamples * ENOUGH;
	}

	add(value: number): void {
		if (Number.isFinite(value)) this.#values[this.#n++] = value;
	}

	bounds(): Bounds {
		if (this.#n === 0 || this.#n < this.#wanted) return { low: null, high: null };
		const sorted = this.#values.subarray(0, this.#n).sort();
		const quantile = (share: number): number => {
			const at = share * (sorted.length - 1);
			const below = Math.floor(at);
			const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
			return low + (at - below) * (high - low);
		};
		return { low: quantile(0.025), high: quantile(0.975) };
	}
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}
