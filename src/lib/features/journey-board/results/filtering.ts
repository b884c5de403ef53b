import { noNarrowing, readAnswersFilter, type AnswersFilter } from '#lib/numbers/filter.ts';
import { answersParts } from '#lib/numbers/filter-address.ts';
import type { Results } from './results.svelte.ts';

/*
 * What is done with the filter of a map. A file of its own: a board that opens only reads its address.
 */

/** What is chosen, all of it. */
export function filterOf({ metric, period, days, department, owners, narrowing }: Results): AnswersFilter {
	return {
		metric: metric === 'all' || metric === 'none' ? null : metric,
		period,
		days,
		department: owners === null ? null : department,
		...narrowing,
		problem: null
	};
}

/** As somebody chose it: the address says it too. */
export function choose(results: Results, change: Partial<AnswersFilter>): void {
	const filter = { ...filterOf(results), ...change };
	results.onfilter?.(answersParts(filter));
	results.goTo(filter);
}

/** All answers of the same days, of every department. */
export const showAll = (results: Results): void => choose(results, { ...noNarrowing, department: null });

/** As the address says it by now. */
export function follow(results: Results, params: URLSearchParams): void {
	results.goTo(readAnswersFilter(params));
	if (params.get('metric') === 'none') results.metric = 'none';
}

/** The filter leaves too few answers, or leaves out too few, to show any number. */
export function leavesNothing(results: Results): boolean {
	const { data, metric } = results;
	if (!results.on || results.state !== 'ready' || !results.isNarrowed) return false;
	const lists = [...Object.values(data.touchpoints), ...Object.values(data.scenes), data.journey];
	return !lists.flat().some((score) => score.value !== null && (metric === 'all' || metric === score.metric));
}
