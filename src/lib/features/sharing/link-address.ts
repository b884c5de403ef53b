import type { ShareLinkView } from '#contract/sharing.ts';
import { defaultPeriod } from '#lib/numbers/period.ts';

type Shown = ShareLinkView['shown'];

/** Of an address, what chooses no numbers. */
const BESIDE = new Set(['lang', 'wall', 'scene', 'sort', 'as', 'journey', 'every']);

/** Did the visitor choose anything? Else the link begins as it was made. */
export const hasChosen = (params: URLSearchParams): boolean => [...params.keys()].some((name) => !BESIDE.has(name));

/** What the address says, with what the link keeps as it is; or what the link begins with. */
export function paramsWithin(shown: Shown, given: URLSearchParams): URLSearchParams {
	const params = new URLSearchParams(given);
	const set = (name: string, value: string | null | undefined) =>
		value ? params.set(name, value) : params.delete(name);
	const hasDays = Boolean(shown.from && shown.to);
	const chosen = hasChosen(given);
	if (!chosen)
		for (const name of ['period', 'compare', 'metric', 'channel', 'language'] as const) set(name, shown[name]);
	// Days are those of the link, or none.
	const keepsDays = hasDays && (!chosen || (given.has('from') && !given.has('period')));
	set('from', keepsDays ? shown.from : null);
	set('to', keepsDays ? shown.to : null);
	if (given.get('period') === 'custom') set('period', hasDays ? null : defaultPeriod);
	if (given.get('period') === 'custom' && hasDays) {
		set('from', shown.from);
		set('to', shown.to);
	}
	if (shown.place) {
		set('channel', null);
		set('language', null);
	} else if (shown.channel) {
		set('channel', shown.channel);
		set('language', null);
	} else if (shown.language) {
		set('language', shown.language);
		set('channel', null);
	}
	for (const name of ['department', 'view', 'touchpoint']) params.delete(name);
	set('place', shown.place);
	set('view', shown.view === 'departments' ? shown.view : null);
	return params;
}

/** Filters that visitors of a link do not choose. */
export const lockedOf = (shown: Shown): ReadonlySet<string> =>
	new Set([
		'days',
		'department',
		'place',
		'view',
		...(shown.channel || shown.language || shown.place ? ['channel', 'language'] : [])
	]);
