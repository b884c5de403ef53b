import { isMetricId, type MetricId } from '#domain/metrics/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { locales, type Locale } from '#domain/shared/locale.ts';
import { channelNames, type ChannelName } from '#domain/survey/index.ts';
import { readPeriod, writePeriod, type Chosen } from './period.ts';

/** Which answers a page of numbers is of, as its address says it. */
export interface Filter extends Chosen {
	readonly metric: MetricId | null;
	readonly channel: ChannelName | null;
	readonly language: Locale | null;
	/** Id of one, which stands for those below it too. */
	readonly department: string | null;
	/** Something in the address could not be used as it stands. */
	readonly problem: 'days' | 'together' | null;
}

/** One of the words that may stand in an address; null for any other. */
export const oneOf = <T extends string>(all: readonly T[], value: string | null): T | null =>
	all.find((one) => one === value) ?? null;

/** What cannot be read is left at its default: a link that somebody shortened still opens its page. */
export function readFilter(params: URLSearchParams): Filter {
	const chosen = readPeriod(params);
	const language = oneOf(locales, params.get('language'));
	const channel = oneOf(channelNames, params.get('channel'));
	const together = language !== null && channel !== null;
	const hasDays = (params.get('from') ?? '') !== '' || (params.get('to') ?? '') !== '';
	const [metric, department] = [params.get('metric'), params.get('department')];
	return {
		...chosen,
		metric: isMetricId(metric) ? metric : null,
		channel: together ? null : channel,
		language,
		department: department !== null && isId(department) ? department : null,
		problem: hasDays && chosen.period !== 'custom' ? 'days' : together ? 'together' : null
	};
}

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
