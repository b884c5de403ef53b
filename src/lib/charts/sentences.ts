import { metricKind, type ScoreView } from '#domain/metrics/index.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { formatCount, formatDay, formatDifference, formatInterval, formatValue } from './format.ts';
import { heatOf, type Heat } from './score-view.ts';

/** "clearly below target", "not clear yet" …: what may be said about a score, and nothing more. */
export const heatNames: Readonly<Record<Heat, () => string>> = {
	'bad-2': m.results_heat_bad_2,
	'bad-1': m.results_heat_bad_1,
	unclear: m.results_heat_unclear,
	'good-1': m.results_heat_good_1,
	'good-2': m.results_heat_good_2,
	few: m.results_heat_few,
	none: m.results_heat_none
};

/** "95% interval 61 … 100%, n 6"; only n where there is no interval. */
export function intervalAndN({ metric, low, high, n }: Pick<ScoreView, 'metric' | 'low' | 'high' | 'n'>): string {
	const interval = formatInterval(metric, low, high, getLocale());
	const count = formatCount(n, getLocale());
	return interval === '' ? m.results_n({ n: count }) : m.results_interval_n({ interval, n: count });
}

/** "new wording since 27 Nov". */
export const newWording = (since: string): string => m.results_new_wording({ day: formatDay(since, getLocale()) });

/**
 * One line for screen readers and tooltips: everything the card shows.
 * @param since day of a new wording, when the numbers beside it are of an older one
 */
export function scoreSummary(score: ScoreView, since: string | null = null): string {
	const locale = getLocale();
	const worded = since === null ? '' : newWording(since);
	if (score.value === null || score.judgement === 'few')
		return [worded, score.n > 0 ? m.results_few({ n: score.n }) : m.results_none()].filter(Boolean).join(', ');
	const change = score.change ? changeTone(score).text : '';
	return [
		`${m.kind_metric({ kind: score.metric })} ${formatValue(score.metric, score.value, locale)}`,
		intervalAndN(score),
		heatNames[heatOf(score)](),
		change,
		worded
	]
		.filter((part) => part !== '')
		.join(', ');
}

/** Arrow, colour and words of a change; no arrow unless a test says that something changed. */
export function changeTone(score: ScoreView): { arrow: '▲' | '▼' | ''; tone: 'good' | 'bad' | ''; text: string } {
	const change = score.change;
	if (!change) return { arrow: '', tone: '', text: '' };
	const difference = formatDifference(score.metric, change.difference, getLocale());
	if (!change.significant || change.difference === 0)
		return { arrow: '', tone: '', text: m.results_change_none({ difference }) };
	const better = change.difference > 0 === (metricKind(score.metric).direction === 'high');
	return {
		arrow: change.difference > 0 ? '▲' : '▼',
		tone: better ? 'good' : 'bad',
		text: better ? m.results_change_better({ difference }) : m.results_change_worse({ difference })
	};
}
