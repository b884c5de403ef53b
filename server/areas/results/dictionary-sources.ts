import { channelNames } from '#domain/survey/index.ts';
import type { SourceRow } from './repo/dictionary.ts';
import type { AskedHistory } from './repo/series.ts';

export const begunAt = (uses: readonly ({ readonly from: Date } | null)[]): Date | undefined =>
	uses.flatMap((use) => (use === null ? [] : [use.from])).sort((a, b) => a.getTime() - b.getTime())[0];

/** Surveys that ask it in some version, and the channels these are sent by. */
export function sourcesIn(
	id: string,
	{ history, sources }: { readonly history: AskedHistory; readonly sources: readonly SourceRow[] }
) {
	const asking = new Set(
		history.versions.flatMap(({ surveyId, definitions }) => (Object.values(definitions).includes(id) ? [surveyId] : []))
	);
	const own = sources.filter(({ surveyId }) => asking.has(surveyId));
	const surveys = new Map(own.map(({ surveyId, title }) => [surveyId, { id: surveyId, title }]));
	return {
		surveys: [...surveys.values()],
		channels: channelNames.filter((name) => own.some(({ channel }) => channel === name))
	};
}
