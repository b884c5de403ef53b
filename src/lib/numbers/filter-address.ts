import { without, type AnswersFilter, type Filter } from './filter.ts';
import { writePeriod } from './period.ts';

/** The filter as parts of an address; what is at its default is null. */
export const filterParts = ({ metric, channel, language, department, period, days }: Filter) => ({
	metric,
	...writePeriod({ period, days }),
	channel,
	language,
	department
});

/** An address of these parts, those that are null left out. Begins with `?`. */
export function addressOf(parts: Readonly<Record<string, string | null>>): string {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(parts)) if (value !== null) params.set(name, value);
	return `?${params}`;
}

/** What services are asked for. */
export const askedBy = ({ period, days, metric, channel, language }: Filter) => ({
	...(period === 'custom' ? days : { period }),
	...(metric && { metric }),
	...(channel && { channel }),
	...(language && { language })
});

/** As parts of an address; what is at its default is null. */
export const answersParts = (filter: Omit<AnswersFilter, 'problem'>) => ({
	...filterParts({ ...filter, problem: null }),
	place: filter.place,
	compare: filter.compare === 'before' ? null : filter.compare
});

/** What services are asked for. */
export const answersAsked = (filter: Omit<AnswersFilter, 'problem'>) => ({
	...askedBy({ ...filter, problem: null }),
	...(filter.place !== null && { place: filter.place }),
	compare: filter.compare
});

/** What a form of these filters says: of two that cannot be had together the one chosen last stays. */
export function settled(said: URLSearchParams, before: Pick<AnswersFilter, 'language'>): URLSearchParams {
	if (!said.has('language') || !said.has('place')) return said;
	return without(said, before.language === null ? 'place' : 'language');
}
