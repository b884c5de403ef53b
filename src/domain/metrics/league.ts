import { answerMoments } from './answer-values.ts';
import type { Direction } from './definitions/index.ts';
import { Z95 } from './distributions.ts';
import type { Histogram, SparseHistogram } from './histogram.ts';
import { defaultThresholds, isRankable, isShown, type Thresholds } from './judge.ts';
import { rankIntervals, type RankInterval } from './rank-interval.ts';
import { resolveMetric, score, type MetricRef } from './score.ts';
import { estimateError, shrink, type Shrinkage } from './shrinkage.ts';
import { valueRange } from './target.ts';

export interface LeaguePlace {
	readonly id: string;
	readonly histogram: Histogram | SparseHistogram;
}

export interface Ranked {
	readonly id: string;
	readonly n: number;
	/** Raw; what is shown. */
	readonly value: number;
	/** What the rank goes by, with its 95 % interval. */
	readonly estimate: number;
	readonly low: number;
	readonly high: number;
	/** From 1, the best first; null below `rankN`. Equal estimates share a rank. */
	readonly rank: number | null;
	/** The ranks that it could have; null with the rank. */
	readonly couldBe: RankInterval | null;
}

export interface League extends Pick<Shrinkage, 'mu' | 'tau2'> {
	readonly direction: Direction;
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
	const { direction } = shown[0]!;
	const made = shrink(shown.map(({ n, value }) => ({ n, value, sd })))!;
	const { mu, tau2, estimates } = made;
	const { min, max } = rangeOf(metric);
	const rankable = [...shown.keys()].filter((at) => isRankable(shown[at]!, thresholds));
	const ranks = ranksOf(made, rankable, direction);
	const ranked = shown.map(({ id, n, value }, at): Ranked => {
		const estimate = estimates[at]!;
		const half = Z95 * estimateError(made, at);
		const ends = { low: Math.max(min, estimate - half), high: Math.min(max, estimate + half) };
		return { id, n, value, estimate, ...ends, ...(ranks.get(at) ?? { rank: null, couldBe: null }) };
	});
	const place = ({ rank }: Ranked) => rank ?? Infinity;
	ranked.sort((a, b) => (a.rank === b.rank ? (a.id < b.id ? -1 : 1) : place(a) - place(b)));
	return { mu, tau2, direction, places: ranked };
}

/** Of those that may be ranked, among themselves. */
function ranksOf(
	made: Shrinkage,
	rankable: readonly number[],
	direction: Direction
): ReadonlyMap<number, Required<Pick<Ranked, 'rank' | 'couldBe'>>> {
	const of = (all: readonly number[]) => rankable.map((at) => all[at]!);
	const own = { ...made, estimates: of(made.estimates), drawn: of(made.drawn), errors: of(made.errors) };
	const sign = direction === 'high' ? 1 : -1;
	const couldBe = rankIntervals(own, direction);
	return new Map(
		rankable.map((at, i) => {
			const better = own.estimates.filter((other) => sign * (other - made.estimates[at]!) > 0).length;
			const { from, to } = couldBe[i]!;
			const rank = better + 1;
			return [at, { rank, couldBe: { from: Math.min(from, rank), to: Math.max(to, rank) } }];
		})
	);
}

function rangeOf(metric: MetricRef) {
	const { metric: id, scale } = resolveMetric(metric);
	return valueRange(id, scale);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
