import type { ResponseFacets } from '#contract/response-desk.ts';
import type { ResponseFilters } from '#domain/survey/index.ts';
import { m } from '#lib/paraglide/messages.js';
import { languageName, reasonText } from './words.ts';

/** A filter as it is read, and by what it is taken away. */
export interface Chip {
	readonly names: readonly (keyof ResponseFilters)[];
	readonly label: string;
	readonly value: string;
}

export const markText = (mark: NonNullable<ResponseFilters['mark']>): string =>
	mark === 'none'
		? m.responses_mark_none()
		: mark === 'any'
			? m.responses_mark_any()
			: mark === 'left-out'
				? m.responses_mark_left()
				: reasonText(mark);

/** What an address chooses, in words. */
export function chipsOf(filters: ResponseFilters, facets: ResponseFacets, locale: string): Chip[] {
	const title = (some: readonly { id: string; title: string }[], id: string) =>
		some.find((one) => one.id === id)?.title ?? m.responses_one();
	const says: Readonly<Record<keyof ResponseFilters, (value: string) => [label: string, value: string]>> = {
		surveyId: (id) => [m.responses_survey(), title(facets.surveys, id)],
		version: (n) => [m.responses_version(), m.responses_version_n({ n })],
		touchpointId: (id) => [m.responses_touchpoint(), title(facets.touchpoints, id)],
		journeyId: () => [m.responses_journey(), m.responses_one()],
		collectorId: () => [m.responses_code(), m.responses_one()],
		customerId: () => [m.responses_customer(), m.responses_one()],
		place: (place) => [m.responses_place(), place],
		channel: (kind) => [m.responses_channel(), m.kind_channel({ kind: kind as 'link' })],
		language: (language) => [m.responses_language(), languageName(language, locale)],
		from: (day) => [m.responses_from(), day],
		to: (day) => [m.responses_to(), day],
		metric: (kind) => [m.responses_metric(), m.kind_metric({ kind: kind as 'nps' })],
		score: (band) => [m.responses_score(), band.replace('-', '–')],
		mark: (mark) => [m.responses_mark(), markText(mark as 'any')],
		tag: (tag) => [m.responses_tag(), tag],
		words: () => [m.responses_text(), m.responses_words()],
		text: (text) => [m.responses_search(), text]
	};
	return (Object.keys(says) as (keyof ResponseFilters)[]).flatMap((name) => {
		const value = filters[name];
		if (value === undefined) return [];
		const [label, text] = says[name](value);
		return [{ names: [name], label, value: text }];
	});
}
