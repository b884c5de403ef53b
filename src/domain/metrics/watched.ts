import { confidenceSequence } from './confidence-sequence.ts';
import { judge } from './judge.ts';
import type { ScoreView } from './results.ts';

/**
 * A number of a picture that is watched all the time, as on a wall: with the interval that may be looked at after every
 * answer, and a colour only where this interval, too, is wholly on one side of the target. A change would be tested again with
 * every answer; it is not claimed there at all.
 */
export function watched(given: ScoreView, minN: number): ScoreView {
	const { change: _, ...score } = given;
	if (score.value === null || score.histogram.length === 0) return score;
	const estimate = confidenceSequence({ metric: score.metric, scale: score.scale }, score.histogram);
	const stands = judge(estimate, score.target, { minN }) === score.judgement;
	const isClaim = score.judgement === 'good' || score.judgement === 'bad';
	const seen = { ...score, low: estimate.low, high: estimate.high };
	return isClaim && !stands
		? { ...seen, judgement: 'unclear', strong: false }
		: { ...seen, strong: score.strong && isFar(seen) };
}

/** Is the whole interval past the target by the margin? */
const isFar = ({ low, high, target, margin }: ScoreView): boolean =>
	low !== null && high !== null && (low >= target + margin || high <= target - margin);
