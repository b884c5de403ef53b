import { judge, metricKind, type ScoreView } from '#domain/metrics/index.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { formatValue } from './format.ts';
import { heatOf } from './score-view.ts';

/** The sentence under the big number of the inspector. */
export function judgementSentence(score: ScoreView): string {
	const locale = getLocale();
	if (score.judgement === 'none') return m.results_none();
	if (score.judgement === 'few') return m.results_few_sentence({ n: score.n });
	const target = formatValue(score.metric, score.target, locale);
	const low = metricKind(score.metric).direction === 'low';
	switch (heatOf(score)) {
		case 'bad-2':
			return low ? m.results_far_above_bad({ target }) : m.results_far_below({ target });
		case 'bad-1':
			return low ? m.results_above_bad({ target }) : m.results_below({ target });
		case 'good-1':
			return low ? m.results_below_good({ target }) : m.results_above({ target });
		case 'good-2':
			return low ? m.results_far_below_good({ target }) : m.results_far_above({ target });
		default:
			// Its own interval takes a side: only all numbers of the map together keep it from that.
			return judge(score, score.target) === 'unclear'
				? m.results_unclear({ target })
				: m.results_unclear_among_many({ target });
	}
}

/**
 * Why nothing is claimed although the interval leaves out 0: many numbers are compared at once
 * (Benjamini–Hochberg over the map, metrics.md). Empty where there is nothing to explain.
 */
export function changeCaveat({ change }: ScoreView): string {
	if (!change || change.significant || change.low === null || change.high === null) return '';
	return change.low > 0 || change.high < 0 ? m.results_change_among_many() : '';
}
