import { isMetricId, type MetricId } from '#domain/metrics/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { locales, type Locale } from '#domain/shared/locale.ts';
import { channelNames, comparisons, type ChannelName } from '#domain/survey/index.ts';
import { readPeriod, writePeriod, type Chosen } from '#lib/numbers/period.ts';
import { sortings, type Sorting } from './heatmap-view.ts';

/** What the page's address says: a link shows the same picture. */
export interface Address extends Chosen {
	readonly metric: MetricId | null;
	readonly channel: ChannelName | null;
	readonly language: Locale | null;
	/** Id of one, which stands for those below it too. */
	readonly department: string | null;
	readonly compare: (typeof comparisons)[number];
	readonly sort: Sorting;
	readonly as: 'map' | 'table';
	/** The scene whose numbers are looked at closely. */
	readonly scene: string | null;
	/** Something in the address could not be used as it stands. */
	readonly problem: 'days' | 'together' | null;
}

const oneOf = <T extends string>(all: readonly T[], value: string | null): T | null =>
	all.find((one) => one === value) ?? null;

/** What cannot be read is left at its default: a link that somebody shortened still opens the heatmap. */
export function readAddress(params: URLSearchParams): Address {
	const chosen = readPeriod(params);
	const language = oneOf(locales, params.get('language'));
	const channel = oneOf(channelNames, params.get('channel'));
	const together = language !== null && channel !== null;
	const hasDays = (params.get('from') ?? '') !== '' || (params.get('to') ?? '') !== '';
	const [metric, department, scene] = [params.get('metric'), params.get('department'), params.get('scene')];
	return {
		...chosen,
		metric: isMetricId(metric) ? metric : null,
		channel: together ? null : channel,
		language,
		department: department !== null && isId(department) ? department : null,
		compare: oneOf(comparisons, params.get('compare')) ?? 'before',
		sort: oneOf(sortings, params.get('sort')) ?? 'worst',
		as: params.get('as') === 'table' ? 'table' : 'map',
		scene: scene !== null && isId(scene) ? scene : null,
		problem: hasDays && chosen.period !== 'custom' ? 'days' : together ? 'together' : null
	};
}

/** The address with some of it changed; what is at its default is left out. Begins with `?`. */
export function writeAddress(address: Address, change: Partial<Address> = {}): string {
	const { metric, channel, language, department, compare, sort, as, scene, ...chosen } = { ...address, ...change };
	const parts = {
		metric,
		...writePeriod(chosen),
		compare: compare === 'before' ? null : compare,
		channel,
		language,
		department,
		sort: sort === 'worst' ? null : sort,
		as: as === 'map' ? null : as,
		scene
	};
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(parts)) if (value !== null) params.set(name, value);
	return `?${params}`;
}
