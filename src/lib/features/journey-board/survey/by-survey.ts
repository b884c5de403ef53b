import type { CollectorView } from '#contract/surveys.ts';

/** Collectors of each survey, in the order in which they come. */
export function bySurvey(collectors: readonly CollectorView[]): [surveyId: string, collectors: CollectorView[]][] {
	const found = new Map<string, CollectorView[]>();
	for (const collector of collectors) {
		const list = found.get(collector.surveyId);
		if (list) list.push(collector);
		else found.set(collector.surveyId, [collector]);
	}
	return [...found];
}
