import { dayIn, wallClockIn } from '../shared/days.ts';
import type { Circumstances } from './logic/evaluate.ts';

/** What is known of whoever looks at a page, as far as it can be asked for by a survey's logic. */
export interface Visiting {
	readonly language: string;
	readonly parameters: Readonly<Record<string, string>>;
	/** Is it known which customer it is? */
	readonly known: boolean;
}

/**
 * Where and when a page was loaded, for conditions on it: in the workspace's zone, and of the moment at which the page was made,
 * so that what was shown is what is checked.
 */
export function visitOf(
	{
		channel,
		place,
		time_zone: zone
	}: { readonly channel: string; readonly place: string | null; readonly time_zone: string },
	at: Date
): Circumstances {
	const date = dayIn(zone, at);
	return {
		channel,
		...(place !== null && { place }),
		date,
		time: wallClockIn(zone, at).slice(11, 16),
		// Sunday is 0 there, and 7 here: weeks begin on Monday.
		weekday: new Date(`${date}T00:00:00Z`).getUTCDay() || 7
	};
}

/** The same with who looks at it. */
export const circumstancesOf = (visit: Circumstances, { language, parameters, known }: Visiting): Circumstances => ({
	...visit,
	language,
	parameters,
	attributes: { known: known ? 'yes' : 'no' }
});
