import { answerMoments } from './answer-values.ts';
import type { Histogram, SparseHistogram } from './histogram.ts';
import { defaultThresholds, isRankable, isShown, type Thresholds } from './judge.ts';
import { score, type MetricRef } from './score.ts';
import { shrink, type Shrinkage } from './shrinkage.ts';

export interface LeaguePlace {
	readonly id: string;
	readonly histogram: Histogram | SparseHistogram;
}

export interface Ranked {
	readonly id: string;
	readonly n: number;
	/** Raw; what is shown. */
	readonly value: number;
	/** What the rank goes by. */
	readonly estimate: number;
	/** From 1, the best first; null below `rankN`. Equal estimates share a rank. */
	readonly rank: number | null;
}

export interface League extends Pick<Shrinkage, 'mu' | 'tau2'> {
	/** Ranked places first, in order; the others after them by id. Places below `minN` are left out. */
	readonly places: readonly Ranked[];
}

/**
 * A league table of one metric, the best first whichever way good lies. All places have the spread of answers within
 * places: with its own, a place where a few say the same would weigh most, and high shares more than low ones.
 * @returns null when no place may be shown, or all answers of all places are the same
 */
export function league(
	metric: MetricRef,
	places: readonly LeaguePlace[],
	thresholds: Thresholds = defaultThresholds
): League | null {
	const shown = places.flatMap(({ id, histogram }) => {
		const { n, value, direction } = score(metric, histogram);
		const variance = answerMoments(metric, histogram)?.variance;
		return value === null || variance === undefined || !isShown({ n }, thresholds)
			? []
			: [{ id, n, value, direction, variance }];
	});
	const freedom = sum(shown.map(({ n }) => n)) - shown.length;
	const sd = Math.sqrt(sum(shown.map(({ n, variance }) => n * variance)) / freedom);
	if (!(sd > 0)) return null;
	const { mu, tau2, estimates } = shrink(shown.map(({ n, value }) => ({ n, value, sd })))!;
	const sign = shown[0]!.direction === 'high' ? 1 : -1;
	const rankable = estimates.filter((_, at) => isRankable(shown[at]!, thresholds));
	const ranked = shown.map(({ id, n, value }, at): Ranked => {
		const estimate = estimates[at]!;
		const better = rankable.filter((other) => sign * (other - estimate) > 0).length;
		return { id, n, value, estimate, rank: isRankable({ n }, thresholds) ? better + 1 : null };
	});
	const place = ({ rank }: Ranked) => rank ?? Infinity;
	ranked.sort((a, b) => (a.rank === b.rank ? (a.id < b.id ? -1 : 1) : place(a) - place(b)));
	return { mu, tau2, places: ranked };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
