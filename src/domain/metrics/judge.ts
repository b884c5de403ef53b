import type { Direction } from './definitions/index.ts';
import type { Estimate } from './score.ts';

/**
 * What a cell may be called against its target:
 * `good` / `bad` only when the whole interval lies on that side, `unclear` else,
 * `few` when there are answers but too few to show a value, `none` when there are none.
 */
export type Judgement = 'good' | 'bad' | 'unclear' | 'few' | 'none';

/** Settings of the workspace. They hold after every filter. */
export interface Thresholds {
	/** Below this n no value is shown. */
	readonly minN: number;
	/** Below this n nothing is ranked and no aggregate alert rests on it alone. */
	readonly rankN: number;
}

export const defaultThresholds: Thresholds = { minN: 5, rankN: 30 };

/** What `judge` needs of a score. */
export type Judged = Pick<Estimate, 'n' | 'low' | 'high'> & { readonly direction: Direction };

/**
 * Judges a score against a target in the score's own unit, whichever way good lies.
 * Reaching the target exactly counts as reaching it. No target: a value can be shown, but nothing is claimed.
 */
export function judge(
	score: Judged,
	target: number | null,
	thresholds: Pick<Thresholds, 'minN'> = defaultThresholds
): Judgement {
	if (score.n === 0) return 'none';
	if (score.n < thresholds.minN) return 'few';
	return side(score, target, 0);
}

/** Is the whole interval past the target by the definition's margin? Then the darker colour is fair. */
export function isStrong(
	score: Judged,
	target: number | null,
	margin: number,
	thresholds: Pick<Thresholds, 'minN'> = defaultThresholds
): boolean {
	return score.n >= thresholds.minN && score.n > 0 && side(score, target, margin) !== 'unclear';
}

/** May this score take a place in a ranking? */
export const isRankable = (
	score: Pick<Estimate, 'n'>,
	thresholds: Pick<Thresholds, 'rankN'> = defaultThresholds
): boolean => score.n >= thresholds.rankN;

/** May the value be shown at all? */
export const isShown = (
	score: Pick<Estimate, 'n'>,
	thresholds: Pick<Thresholds, 'minN'> = defaultThresholds
): boolean => score.n > 0 && score.n >= thresholds.minN;

function side({ low, high, direction }: Judged, target: number | null, margin: number): 'good' | 'bad' | 'unclear' {
	if (target === null || low === null || high === null) return 'unclear';
	const [worst, best, goal] = direction === 'high' ? [low, high, target] : [-high, -low, -target];
	if (worst >= goal + margin) return 'good';
	// A margin of 0 must leave the target itself to `good`; with a margin the edge belongs to the strong side.
	return margin > 0 ? (best <= goal - margin ? 'bad' : 'unclear') : best < goal ? 'bad' : 'unclear';
}
