import type { Histogram } from '../histogram.ts';

/** Scores a question allows, both ends included. Whole numbers from 0 to 10. */
export interface Scale {
	readonly min: number;
	readonly max: number;
}

/**
 * Which scores are counted as what. `hits` is the share's numerator (for NPS: promoters);
 * `misses` exists for NPS only (detractors). Ends included.
 */
export interface BoxRule {
	readonly hits: readonly [from: number, to: number];
	readonly misses?: readonly [from: number, to: number];
}

/** How the headline value is made: 100·(P − D)/n, a share in %, or a mean on the scale. */
export type ValueKind = 'nps' | 'share' | 'mean';

/** Where good lies. `low` is for effort: there a small number is good news. */
export type Direction = 'high' | 'low';

/**
 * One kind of metric. Adding a kind is one file beside this one and one line in `index.ts`;
 * the contract test runs every entry of the registry.
 */
export interface MetricKind {
	readonly id: string;
	readonly valueKind: ValueKind;
	readonly direction: Direction;
	/** Scales the kind may be asked on; the first is the default. */
	readonly scales: readonly Scale[];
	/** Box rule on one of `scales`; null when the kind has no share (a plain rating). */
	boxRule(scale: Scale): BoxRule | null;
	/** Is the other figure (mean beside a share, share beside a mean) shown too? */
	readonly secondary: 'share' | 'mean' | null;
	/** Distance from the target, in units of the value, from which a judgement is strong. */
	readonly margin: number;
	/** A target to start from, in units of the value. */
	defaultTarget(scale: Scale): number;
}

/** Counts of the scores `from` to `to` of a dense histogram. */
export const countBetween = (histogram: Histogram, [from, to]: readonly [number, number]): number => {
	let count = 0;
	for (let score = from; score <= to; score++) count += histogram[score] ?? 0;
	return count;
};
