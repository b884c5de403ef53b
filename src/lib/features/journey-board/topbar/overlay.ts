import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Period } from '#lib/numbers/period.ts';
import type { Results } from '../results/results.svelte.ts';

/**
 * What may be laid over the map, by name. With one metric, "all" and that one are the same: it goes by its name. With none
 * no metric is named that nobody was asked by.
 */
export function metricOptions({ metrics }: Results): { value: string; label: string }[] {
	const named = metrics.map((metric) => ({ value: metric, label: m.kind_metric({ kind: metric }) }));
	return [
		{ value: 'none', label: m.results_overlay_none() },
		{
			value: 'all',
			label: named.length === 1 ? named[0]!.label : m.results_overlay_all()
		},
		...(named.length > 1 ? named : [])
	];
}

/** The option that holds now: what was chosen may have no answers in these days. */
export const metricShown = (results: Results): string =>
	metricOptions(results).some((option) => option.value === results.metric) ? results.metric : 'all';

export const metricName = (results: Results): string =>
	metricOptions(results).find((option) => option.value === metricShown(results))!.label;

/** "Last 30 days", or the first and the last day. */
export const periodName = (results: Results, period: Period): string =>
	period === 'custom'
		? days(results, { year: 'numeric' })
		: period === 'all'
			? m.results_period_all()
			: m.results_period_days({ n: Number(period) });

/** The same where there is little room. */
export const periodShort = (results: Results): string =>
	results.period === 'custom'
		? days(results, {})
		: results.period === 'all'
			? m.results_period_all_short()
			: m.results_period_short({ n: Number(results.period) });

function days({ days }: Results, more: Intl.DateTimeFormatOptions): string {
	const day = new Intl.DateTimeFormat(getLocale(), { month: 'numeric', day: 'numeric', timeZone: 'UTC', ...more });
	return `${day.format(new Date(days.from))} – ${day.format(new Date(days.to))}`;
}
