import { MIN_PAIRS, MOST_TOGETHER, NONE, PEOPLE_FOR_EACH, type DriverPairs } from './driver-pairs.ts';
import { correlationsOf, momentsOf } from './drivers-moments.ts';
import { relativeWeights } from './relative-weights.ts';

/** A measure of which the others leave less than this unsaid is not told apart from them (variance inflation of 10). */
const TOLERANCE = 0.1;

export interface Together {
	readonly set: readonly number[];
	/** Measures that say nearly the same as one of the set, and which. */
	readonly tangled: ReadonlyMap<number, number>;
}

/**
 * Which measures can be compared with one another: each needs people who answered all the others too. One after the other
 * the measure that leaves most of them joins, as long as they are enough.
 */
export function chooseTogether(given: DriverPairs, shown: readonly number[]): Together {
	const { outcome, scores, measures } = given;
	const here = new Uint8Array(outcome.length).fill(1);
	const set: number[] = [];
	const tangled = new Map<number, number>();
	const waiting = new Set(shown);
	const has = (person: number, measure: number) => scores[person * measures + measure] !== NONE;
	const peopleWith = (measure: number) => {
		let n = 0;
		for (let person = 0; person < here.length; person++) if (here[person] === 1 && has(person, measure)) n++;
		return n;
	};
	while (waiting.size > 0 && set.length < MOST_TOGETHER) {
		let [best, n] = [-1, -1];
		for (const measure of waiting) {
			const people = peopleWith(measure);
			if (people > n) [best, n] = [measure, people];
		}
		if (n < Math.max(MIN_PAIRS, PEOPLE_FOR_EACH * (set.length + 1))) break;
		waiting.delete(best);
		const found = judge(given, set, best);
		if (found === 'constant') continue;
		if (found !== 'apart') {
			tangled.set(best, found.with);
			continue;
		}
		set.push(best);
		for (let person = 0; person < here.length; person++) if (!has(person, best)) here[person] = 0;
	}
	return { set, tangled };
}

/** Can it be told apart from those that are compared already? */
function judge(given: DriverPairs, set: readonly number[], next: number): 'apart' | 'constant' | { with: number } {
	const { together } = momentsOf(given, [], [...set, next]);
	const found = correlationsOf(together, set.length + 1);
	if (found === null) return 'constant';
	if (set.length === 0) return 'apart';
	const size = set.length + 1;
	const among = Float64Array.from({ length: set.length ** 2 }, (_, at) => {
		const row = Math.floor(at / set.length);
		return found.among[row * size + (at % set.length)]!;
	});
	const withNext = set.map((_, at) => found.among[at * size + set.length]!);
	if (1 - relativeWeights(among, withNext).r2 >= TOLERANCE) return 'apart';
	const nearest = withNext.map(Math.abs);
	return { with: set[nearest.indexOf(Math.max(...nearest))]! };
}
