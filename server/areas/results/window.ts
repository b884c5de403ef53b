import type { ResultWindow } from '#domain/metrics/index.ts';
import { addDays, dayCount, dayIn, startOfDay, type Day, type Days } from '#domain/shared/days.ts';
import { issue } from '#domain/shared/result.ts';
import type { comparisons, PeriodName } from '#domain/survey/index.ts';
import type { Trx } from '../../db/scope.ts';
import { invalid } from '../../platform/errors.ts';
import { workspaceRules } from '../shared/repo/workspace-rules.ts';

/** What the numbers of one request are made by. */
export interface Rules {
	readonly window: ResultWindow;
	/** The days that changes are measured against. */
	readonly before: Days;
	/** Below this no value is shown. */
	readonly minN: number;
	/** Below this nothing is ranked, and no number stands before others for being worse. */
	readonly rankN: number;
	readonly now: Date;
}

/** Days as they were asked for. */
export interface Asked {
	readonly from?: Day | undefined;
	readonly to?: Day | undefined;
	/** Only where neither is given. */
	readonly period?: PeriodName | undefined;
	readonly compare?: (typeof comparisons)[number] | undefined;
}

export const DEFAULT_PERIOD: PeriodName = '30';
/**
 * Days that are over are judged by the targets that held at their end: what was set afterwards was not wanted of them.
 * @returns since when what is set does not count; undefined: all that is set does
 */
export const targetsUntil = ({ window: { to, timeZone }, now }: Pick<Rules, 'window' | 'now'>): Date | undefined =>
	to >= dayIn(timeZone, now) ? undefined : startOfDay(timeZone, addDays(to, 1));

/** Long enough for everything that was ever asked, short enough that nobody counts centuries. */
const MOST_DAYS = 100 * 366;

/**
 * The window that was asked for, by default the last 30 days, and the settings that its numbers depend on.
 * @param firstDay the first day with answers, for `period: 'all'`
 * @throws AppError 400 when the days are the wrong way round or too many
 */
export async function rulesOf(
	trx: Trx,
	workspaceId: string,
	{ from, to, period, compare }: Asked,
	now: Date,
	firstDay: () => Promise<Day | null> = async () => null
): Promise<Rules> {
	const { time_zone: timeZone, min_n: minN, rank_n: rankN } = await workspaceRules(trx, workspaceId);
	const last = to ?? dayIn(timeZone, now);
	const named = from === undefined && to === undefined ? period : undefined;
	const first =
		from ?? (named === 'all' ? earliest(await firstDay(), last) : addDays(last, 1 - Number(named ?? DEFAULT_PERIOD)));
	const length = dayCount(first, last);
	if (length < 1) throw invalid([issue('wrong_way_round', ['from'])]);
	if (length > MOST_DAYS) throw invalid([issue('too_long', ['from'], { max: MOST_DAYS })]);
	const window = { from: first, to: last, timeZone };
	return { window, before: daysBefore(window, compare), minN, rankN, now };
}

/** The days that changes are measured against: as many just before, or the same days a year ago. */
export function daysBefore({ from, to }: Days, compare: Asked['compare']): Days {
	return compare === 'year'
		? { from: yearBefore(from), to: yearBefore(to) }
		: { from: addDays(from, -dayCount(from, to)), to: addDays(from, -1) };
}

/** Everything, or today when there is nothing; a clock that ran ahead must not turn it round. */
const earliest = (first: Day | null, last: Day): Day => (first === null || first > last ? last : first);

/** The same day a year ago; of the 29th of February the day before, where there is none. */
function yearBefore(day: Day): Day {
	const [year = '', rest] = [day.slice(0, 4), day.slice(4)];
	const before = String(Number(year) - 1).padStart(4, '0');
	return rest === '-02-29' ? `${before}-02-28` : before + rest;
}
