import { MIN_PAIRS, NONE, RESAMPLES, type DriverPairs } from './driver-pairs.ts';
import { bootstrapDrivers } from './drivers-bootstrap.ts';
import { momentsOf, ownCorrelation, togetherOf, type Moments } from './drivers-moments.ts';
import { chooseTogether } from './drivers-together.ts';

/** A value with its 95 % interval; none where too few resamples had one. */
export interface Resampled {
	readonly value: number;
	readonly low: number | null;
	readonly high: number | null;
}

export interface Driver {
	/** People who answered both. */
	readonly pairs: number;
	/** `constant`: everybody said the same, of it or of the outcome; nothing goes with what does not vary. */
	readonly state: 'shown' | 'few' | 'constant';
	/** How it goes with the outcome by itself: the standardised coefficient of it alone, which is Pearson's r. */
	readonly own: Resampled | null;
	/**
	 * Beside the others: `in`; `few`, not enough people answered this and the others too; `tangled`, it says nearly the same as
	 * another one (`with`), and nothing tells which of the two it is; null: not shown by itself either.
	 */
	readonly beside: 'in' | 'few' | 'tangled' | null;
	/** The measure that it cannot be told apart from. */
	readonly with: number | null;
	/** Standardised coefficient beside the others. */
	readonly coefficient: Resampled | null;
	/** Its share of what all of them together go with, 0 … 1. */
	readonly share: Resampled | null;
}

export interface Drivers {
	readonly drivers: readonly Driver[];
	/** Of those who answered all that are compared with one another; null where fewer than two can be. */
	readonly together: {
		readonly n: number;
		readonly measures: number;
		/** Share of the outcome's variance, 0 … 1. */
		readonly r2: Resampled;
		/** What would be left of it with other people (Wherry 1931): a few people and many measures flatter. */
		readonly adjusted: number;
	} | null;
}

/**
 * Which measures go with an outcome: by themselves on the pairs that each has, and beside one another (Johnson's relative
 * weights) on the people who answered all of those. That they go together says nothing about which brings about which.
 * Intervals are percentiles of a bootstrap over people, the same for the same answers.
 */
export function drivers(given: DriverPairs, resamples = RESAMPLES): Drivers {
	const all = Array.from({ length: given.measures }, (_, at) => at);
	const pairs = all.map((at) => pairsOf(given, at));
	const enough = all.filter((at) => pairs[at]! >= MIN_PAIRS);
	const moments = momentsOf(given, enough, []);
	const own = new Map(enough.map((at, index) => [at, ownCorrelation(moments.own, index)]));
	const shown = enough.filter((at) => !Number.isNaN(own.get(at)!));
	const chosen = chooseTogether(given, shown);
	const set = chosen.set.length < 2 ? [] : chosen.set;
	const whole = momentsOf(given, shown, set);
	const resampled = bootstrapDrivers(given, shown, set, resamples);
	const weights = set.length === 0 ? null : togetherOf(whole.together, set.length);
	return {
		drivers: all.map((at) => {
			const none = { pairs: pairs[at]!, own: null, beside: null, with: null, coefficient: null, share: null };
			if (pairs[at]! < MIN_PAIRS) return { ...none, state: 'few' };
			const index = shown.indexOf(at);
			if (index < 0) return { ...none, state: 'constant' };
			const place = set.indexOf(at);
			const base = { ...none, state: 'shown', own: { value: own.get(at)!, ...resampled.own[index]! } } as const;
			if (place < 0 || weights === null) {
				const partner = chosen.tangled.get(at) ?? null;
				return { ...base, beside: partner === null ? 'few' : 'tangled', with: partner };
			}
			return {
				...base,
				beside: 'in',
				coefficient: { value: weights.coefficients[place]!, ...resampled.coefficients[place]! },
				share: { value: weights.weights[place]! / (weights.r2 || 1), ...resampled.shares[place]! }
			};
		}),
		together: weights && togetherView(whole, set.length, { value: weights.r2, ...resampled.r2 })
	};
}

function togetherView({ together: [n = 0] }: Moments, measures: number, r2: Resampled): Drivers['together'] {
	const adjusted = Math.max(0, 1 - ((1 - r2.value) * (n - 1)) / (n - measures - 1));
	return { n, measures, r2, adjusted };
}

function pairsOf({ outcome, scores, measures }: DriverPairs, at: number): number {
	let n = 0;
	for (let person = 0; person < outcome.length; person++) if (scores[person * measures + at] !== NONE) n++;
	return n;
}
