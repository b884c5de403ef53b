import { addDays, type Day } from '#domain/shared/days.ts';
import { answerValues } from './answer-values.ts';
import { merge, total, type Histogram } from './histogram.ts';
import type { MetricRef } from './score.ts';

/** Answers of one day. */
export interface DayCounts {
	readonly day: Day;
	readonly histogram: Histogram;
}

/** Since when a series stands at another level. */
export interface Since {
	/** The first day of it, as far as the answers tell. */
	readonly day: Day;
	/** With 95 % it is one of these. */
	readonly from: Day;
	readonly to: Day;
	/** From the level before to that since; in the value's unit. */
	readonly difference: number;
}

/** Answers that there must be before and after. */
const LEAST = 30;
/** A longer time says no more than the two windows do. */
const MOST_DAYS = 14;
/**
 * Of |argmax of W(r) − |r|/2|, W Brownian motion on the line, 99 % lie below (Yao 1987; Bai 1997). With the 95 % value,
 * 11.03, only 90 to 94 % of the intervals that are told hold the day, since only some are told.
 */
const STEP_REACH = 19.77;
/** Kolmogorov's distribution: 97.5 % of |Brownian bridge| stay below. Two parts are looked at. */
const BRIDGE_975 = 1.48;

/**
 * The day since which a series is at another level: where one step fits best (least squares over the single answers), with
 * the interval of its place. Null where that cannot honestly be said: too few answers on one side, too long an interval, or
 * more than one step – a slow drift, a bad week that is over –, which a sum over what the step leaves tells in either part.
 * @param days without gaps or with them, in order
 * @see Bai 1997, "Estimation of a change point in multiple regression models", Rev. Econ. Stat. 79 (place and interval);
 * Ploberger & Krämer 1992, "The CUSUM test with OLS residuals", Econometrica 60. Simulated in `since.test.ts`.
 */
export function changeDay(metric: MetricRef, days: readonly DayCounts[]): Since | null {
	const answered = days.filter(({ histogram }) => total(histogram) > 0).map((one) => momentsOf(metric, one));
	const at = bestStep(answered);
	if (at === null) return null;
	const parts = [answered.slice(0, at), answered.slice(at)] as const;
	const [one, two] = [added(parts[0]), added(parts[1])];
	const left = one.spread + two.spread;
	const variance = left / Math.max(1, one.n + two.n - 2);
	if (parts.some((part) => moves(part, variance)) || lineLeaves(answered) < left * (1 - 1e-9)) return null;
	const difference = two.sum / two.n - one.sum / one.n;
	const reach = (STEP_REACH * variance) / difference ** 2;
	const candidates = answered.filter((_, day) => {
		const between = day < at ? answered.slice(day, at) : answered.slice(at, day);
		return between.reduce((n, { n: own }) => n + own, 0) <= reach;
	});
	const first = answered.indexOf(candidates[0]!);
	// At the beginning of what was looked at, it may lie before.
	if (first === 0) return null;
	// On days without answers it may have been as well.
	const [from, to] = [addDays(answered[first - 1]!.day, 1), candidates.at(-1)!.day];
	return daysBetween(from, to) > MOST_DAYS ? null : { day: answered[at]!.day, from, to, difference };
}

interface DayMoments {
	readonly day: Day;
	readonly n: number;
	readonly sum: number;
	readonly squares: number;
}

function momentsOf(metric: MetricRef, { day, histogram }: DayCounts): DayMoments {
	const values = answerValues(metric);
	const counts = merge(histogram);
	const over = (of: (value: number) => number) => counts.reduce((sum, n, at) => sum + n * of(values[at]!), 0);
	return { day, n: total(counts), sum: over((value) => value), squares: over((value) => value ** 2) };
}

function added(days: readonly DayMoments[]): { n: number; sum: number; spread: number } {
	const of = (pick: (one: DayMoments) => number) => days.reduce((all, one) => all + pick(one), 0);
	const [n, sum] = [of((one) => one.n), of((one) => one.sum)];
	return { n, sum, spread: of((one) => one.squares) - sum ** 2 / n };
}

/** Index of the day before which a step leaves least; null where no day has enough answers on both sides, or nothing differs. */
function bestStep(days: readonly DayMoments[]): number | null {
	const all = added(days);
	let [n, sum] = [0, 0];
	let best: { at: number; gain: number } | null = null;
	for (const [at, day] of days.entries()) {
		const rest = all.n - n;
		if (n >= LEAST && rest >= LEAST) {
			const gain = ((n * rest) / all.n) * ((all.sum - sum) / rest - sum / n) ** 2;
			if (gain > 1e-9 && (best === null || gain > best.gain)) best = { at, gain };
		}
		n += day.n;
		sum += day.sum;
	}
	return best?.at ?? null;
}

/** Does this part go on moving by itself? The largest sum of what its mean leaves, up to any day. */
function moves(part: readonly DayMoments[], variance: number): boolean {
	if (variance < 1e-9) return false;
	const { n, sum } = added(part);
	let [left, largest] = [0, 0];
	for (const day of part) {
		left += day.sum - (day.n * sum) / n;
		largest = Math.max(largest, Math.abs(left));
	}
	return largest / Math.sqrt(variance * n) > BRIDGE_975;
}

/** What a straight line through the days leaves. */
function lineLeaves(days: readonly DayMoments[]): number {
	const first = days[0]!.day;
	const at = (one: DayMoments) => daysBetween(first, one.day);
	const of = (pick: (one: DayMoments) => number) => days.reduce((all, one) => all + pick(one), 0);
	const { n, sum, spread } = added(days);
	const mean = of((one) => one.n * at(one)) / n;
	const across = of((one) => one.n * (at(one) - mean) ** 2);
	return spread - of((one) => (one.sum - (one.n * sum) / n) * (at(one) - mean)) ** 2 / across;
}

const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
