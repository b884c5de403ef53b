import { NONE, type DriverPairs } from './driver-pairs.ts';
import { relativeWeights, type RelativeWeights } from './relative-weights.ts';

/** Sums from which correlations follow, and which add up over groups of people. */
export interface Moments {
	/** Per measure, on its own pairs: n, Σx, Σy, Σx², Σy², Σxy. */
	readonly own: Float64Array;
	/** Of those who answered a whole set: n, the sums of its measures and the outcome, and their products (upper triangle). */
	readonly together: Float64Array;
}

const OWN = 6;
export const ownSize = (measures: number): number => OWN * measures;
export const togetherSize = (set: number): number => (set === 0 ? 0 : 1 + (set + 1) + ((set + 1) * (set + 2)) / 2);

/** Adds one person to the sums at an offset. */
export function addPerson(
	into: Float64Array,
	offset: number,
	{ outcome, scores, measures }: DriverPairs,
	person: number,
	own: readonly number[],
	set: readonly number[]
): void {
	const y = outcome[person]!;
	const row = person * measures;
	let at = offset;
	for (const measure of own) {
		const x = scores[row + measure]!;
		if (x !== NONE) {
			into[at]! += 1;
			into[at + 1]! += x;
			into[at + 2]! += y;
			into[at + 3]! += x * x;
			into[at + 4]! += y * y;
			into[at + 5]! += x * y;
		}
		at += OWN;
	}
	if (set.length === 0 || set.some((measure) => scores[row + measure] === NONE)) return;
	const size = set.length + 1;
	const value = (index: number): number => (index === set.length ? y : scores[row + set[index]!]!);
	into[at]! += 1;
	let product = at + 1 + size;
	for (let i = 0; i < size; i++) {
		const x = value(i);
		into[at + 1 + i]! += x;
		for (let j = i; j < size; j++) into[product++]! += x * value(j);
	}
}

/** Of everybody. */
export function momentsOf(given: DriverPairs, own: readonly number[], set: readonly number[]): Moments {
	const sums = new Float64Array(ownSize(own.length) + togetherSize(set.length));
	for (let person = 0; person < given.outcome.length; person++) addPerson(sums, 0, given, person, own, set);
	return { own: sums.subarray(0, ownSize(own.length)), together: sums.subarray(ownSize(own.length)) };
}

/** Pearson's r; NaN where one of the two does not vary. Sums of whole numbers are exact, so "does not vary" is too. */
export function ownCorrelation(own: Float64Array, index: number): number {
	const at = index * OWN;
	const [n, x, y, xx, yy, xy] = [own[at]!, own[at + 1]!, own[at + 2]!, own[at + 3]!, own[at + 4]!, own[at + 5]!];
	const spread = (n * xx - x * x) * (n * yy - y * y);
	return spread > 0 ? (n * xy - x * y) / Math.sqrt(spread) : Number.NaN;
}

/** Correlations of a set and of each with the outcome; null where something does not vary. */
export function correlationsOf(
	together: Float64Array,
	set: number
): { among: Float64Array; withOutcome: Float64Array } | null {
	const size = set + 1;
	const n = together[0]!;
	const product = (i: number, j: number) => together[1 + size + i * size - (i * (i - 1)) / 2 + (j - i)]!;
	const covariance = (i: number, j: number) => n * product(i, j) - together[1 + i]! * together[1 + j]!;
	const spread = new Float64Array(size);
	for (let i = 0; i < size; i++) {
		const own = covariance(i, i);
		if (!(own > 0)) return null;
		spread[i] = Math.sqrt(own);
	}
	const among = new Float64Array(set * set);
	const withOutcome = new Float64Array(set);
	for (let i = 0; i < set; i++) {
		among[i * set + i] = 1;
		withOutcome[i] = covariance(i, set) / (spread[i]! * spread[set]!);
		for (let j = i + 1; j < set; j++)
			among[i * set + j] = among[j * set + i] = covariance(i, j) / (spread[i]! * spread[j]!);
	}
	return { among, withOutcome };
}

/** Weights of a set; null where something does not vary. */
export function togetherOf(together: Float64Array, set: number): RelativeWeights | null {
	const found = correlationsOf(together, set);
	return found && relativeWeights(found.among, found.withOutcome);
}
