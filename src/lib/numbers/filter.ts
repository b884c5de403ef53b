import { isMetricId, type MetricId } from '#domain/metrics/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { locales, type Locale } from '#domain/shared/locale.ts';
// By themselves: a board needs no more of surveys when it opens.
import { channelNames, type ChannelName } from '#domain/survey/channels/all-channels.ts';
import { comparisons } from '#domain/survey/comparisons.ts';
import { periods, readPeriod, type Chosen } from './period.ts';

/** Which answers a page of numbers is of, as its address says it. */
export interface Filter extends Chosen {
	readonly metric: MetricId | null;
	readonly channel: ChannelName | null;
	readonly language: Locale | null;
	/** Id of one, which stands for those below it too. */
	readonly department: string | null;
	/** Something in the address could not be used as it stands. */
	readonly problem: 'days' | 'together' | 'unknown' | null;
}

/** One of the words that may stand in an address; null for any other. */
export const oneOf = <T extends string>(all: readonly T[], value: string | null): T | null =>
	all.find((one) => one === value) ?? null;

/** An address names something by a word that is none of these. */
export const isUnknown = (params: URLSearchParams, name: string, all: readonly string[]): boolean =>
	(params.get(name) ?? '') !== '' && oneOf(all, params.get(name)) === null;

/** What cannot be read is left at its default: a link that somebody shortened still opens its page. */
export function readFilter(params: URLSearchParams): Filter {
	const chosen = readPeriod(params);
	const language = oneOf(locales, params.get('language'));
	const channel = oneOf(channelNames, params.get('channel'));
	const together = language !== null && channel !== null;
	const hasDays = (params.get('from') ?? '') !== '' || (params.get('to') ?? '') !== '';
	const [metric, department] = [params.get('metric'), params.get('department')];
	const read = {
		metric: isMetricId(metric) ? metric : null,
		channel,
		language,
		department: department !== null && isId(department) ? department : null
	};
	// Left out without a word, the page would look like what the link was meant to show.
	const unknown =
		Object.entries(read).some(([name, value]) => value === null && params.get(name)) ||
		// Said by the form when days are chosen in it.
		isUnknown(params, 'period', [...periods, 'custom']);
	return {
		...chosen,
		...read,
		channel: together ? null : channel,
		problem: hasDays && chosen.period !== 'custom' ? 'days' : together ? 'together' : unknown ? 'unknown' : null
	};
}

/** With a place and what changes are measured against. */
export interface AnswersFilter extends Omit<Filter, 'problem'> {
	/** What codes are named after. */
	readonly place: string | null;
	readonly compare: (typeof comparisons)[number];
	readonly problem: Filter['problem'] | 'place';
}

const PLACE_LENGTH = 100;

/** A name of one's own in an address; null where there is none. */
export function nameIn(value: string | null): string | null {
	const trimmed = value?.trim() ?? '';
	return trimmed === '' || trimmed.length > PLACE_LENGTH ? null : trimmed;
}

/** Of a language and a place, which no counts tell apart, the place stays. */
export function readAnswersFilter(params: URLSearchParams): AnswersFilter {
	const place = nameIn(params.get('place'));
	const both = place !== null && oneOf(locales, params.get('language')) !== null;
	const filter = readFilter(both ? without(params, 'language') : params);
	return {
		...filter,
		place,
		compare: oneOf(comparisons, params.get('compare')) ?? 'before',
		problem: filter.problem ?? (both ? 'place' : isUnknown(params, 'compare', comparisons) ? 'unknown' : null)
	};
}

export function without(params: URLSearchParams, name: string): URLSearchParams {
	const rest = new URLSearchParams(params);
	rest.delete(name);
	return rest;
}

/** Which answers, besides their days and whose touchpoints they are of. */
export type Narrowing = Pick<AnswersFilter, 'channel' | 'language' | 'place' | 'compare'>;
export const noNarrowing: Narrowing = { channel: null, language: null, place: null, compare: 'before' };

/** Which answers, as services are asked. */
export const whichAsked = ({ channel, language, place }: Omit<Narrowing, 'compare'>) => ({
	...(channel && { channel }),
	...(language && { language }),
	...(place && { place })
});

/** The same with what changes are measured against, where that is not the days before. */
export const narrowingAsked = (narrowing: Narrowing) => ({
	...whichAsked(narrowing),
	...(narrowing.compare === 'year' && { compare: narrowing.compare })
});

/** Only some of what was counted is looked at. */
export const narrows = ({ channel, language, place }: Omit<Narrowing, 'compare'>): boolean =>
	channel !== null || language !== null || place !== null;
