import { answerMoments } from './answer-values.ts';
import type { Histogram } from './histogram.ts';
import type { MetricRef } from './score.ts';

/** A part of the answers – a channel, a place, a language – in both windows. */
export interface ComparedSlice {
	/** Null: what belongs to no slice; it counts and is never named. */
	readonly id: string | null;
	readonly before: Histogram;
	readonly after: Histogram;
}

/** What one slice did to the change of the whole; effects in the value's unit. */
export interface SliceEffect {
	readonly id: string | null;
	readonly nBefore: number;
	readonly nAfter: number;
	/** Its mean part of the answers of both windows, 0 … 1. */
	readonly weight: number;
	/** What the slice's own change did. */
	readonly rate: number;
	/** What its other part of the answers did, beside the mean of all: more of a low slice pulls down. */
	readonly mix: number;
}

/** `rate` + `mix` = `difference`, and each is the sum over the slices. */
export interface Decomposition {
	/** After − before, of all slices together. */
	readonly difference: number;
	readonly rate: number;
	readonly mix: number;
	/** In the order given. */
	readonly slices: readonly SliceEffect[];
}

/**
 * Why the value of a whole moved: because its slices did (at mean weights), or because other parts of the answers came
 * from them (at mean rates). A slice that has answers in one window only has no change of its own: it is all mix.
 * @param slices that share no answer and together are the whole
 * @returns null when a window has no answers
 * @throws RangeError for scores that are no scores
 * @see Kitagawa 1955, "Components of a difference between two rates", J. Am. Stat. Assoc. 50
 */
export function decompose(metric: MetricRef, slices: readonly ComparedSlice[]): Decomposition | null {
	const parts = slices.map(({ id, before, after }) => {
		const [one, two] = [answerMoments(metric, before), answerMoments(metric, after)];
		return {
			id,
			nBefore: one?.n ?? 0,
			nAfter: two?.n ?? 0,
			first: (one ?? two)?.mean ?? 0,
			last: (two ?? one)?.mean ?? 0
		};
	});
	const [all1, all2] = [sum(parts, ({ nBefore }) => nBefore), sum(parts, ({ nAfter }) => nAfter)];
	if (all1 === 0 || all2 === 0) return null;
	const [mean1, mean2] = [
		sum(parts, ({ nBefore, first }) => nBefore * first) / all1,
		sum(parts, ({ nAfter, last }) => nAfter * last) / all2
	];
	const effects = parts.map(({ id, nBefore, nAfter, first, last }): SliceEffect => {
		const [one, two] = [nBefore / all1, nAfter / all2];
		const weight = (one + two) / 2;
		const aside = (first + last) / 2 - (mean1 + mean2) / 2;
		return { id, nBefore, nAfter, weight, rate: weight * (last - first), mix: (two - one) * aside };
	});
	return {
		difference: mean2 - mean1,
		rate: sum(effects, ({ rate }) => rate),
		mix: sum(effects, ({ mix }) => mix),
		slices: effects
	};
}

const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((made, one) => made + of(one), 0);
