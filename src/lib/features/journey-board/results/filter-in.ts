import { readAnswersFilter } from '#lib/numbers/filter.ts';
import type { ResultsOptions } from './board-results.ts';

/** What a page's address says about the numbers on the map. */
export function filterIn(
	params: URLSearchParams
): Required<Pick<ResultsOptions, 'chosen' | 'metric' | 'narrowing' | 'department' | 'problem'>> {
	const { metric, period, days, department, problem, ...narrowing } = readAnswersFilter(params);
	return {
		chosen: { period, days },
		metric: params.get('metric') === 'none' ? 'none' : (metric ?? 'all'),
		narrowing,
		department,
		problem
	};
}
