import { addDays, dayCount, eachDay, type Day } from '#domain/shared/days.ts';
import type { TrendStep } from './results.ts';

/** Most days that are shown one by one, and most that are shown by week. */
const BY_DAY = 366;
const BY_WEEK = 3 * 366;

/** The step in which a window is drawn: a year has 366 points at most, ten years 120. */
export function stepFor({ from, to }: { readonly from: Day; readonly to: Day }): TrendStep {
	const length = dayCount(from, to);
	return length <= BY_DAY ? 'day' : length <= BY_WEEK ? 'week' : 'month';
}

/** The step of a small line of a window: of weeks, of days where there would be hardly three, of months after two years. */
export function lineStep({ from, to }: { readonly from: Day; readonly to: Day }): TrendStep {
	const length = dayCount(from, to);
	return length < 21 ? 'day' : length <= 2 * BY_DAY ? 'week' : 'month';
}

const steps = ['day', 'week', 'month'] as const satisfies TrendStep[];
const daysOf: Readonly<Record<TrendStep, number>> = { day: 1, week: 7, month: 30 };

/** The step of a window with so many answers in which most points may be shown: twice the minimum on average. */
export function stepWithEnough(window: { readonly from: Day; readonly to: Day }, n: number, minN: number): TrendStep {
	const first = stepFor(window);
	const perDay = n / dayCount(window.from, window.to);
	const enough = steps.slice(steps.indexOf(first)).find((step) => perDay * daysOf[step] >= 2 * minN);
	// Of a short window one month would be all.
	return enough ?? (first === 'day' ? 'week' : first);
}

/** The first day of the step that a day belongs to; weeks begin on Monday. */
export function stepStart(day: Day, step: TrendStep): Day {
	if (step === 'day') return day;
	if (step === 'month') return `${day.slice(0, 8)}01`;
	const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
	return addDays(day, -weekday);
}

/** First days of every step of a window; the first may begin before it. */
export function eachStep(from: Day, to: Day, step: TrendStep): Day[] {
	return [...new Set(eachDay(from, to).map((day) => stepStart(day, step)))];
}

/** Days of a window on which one of these series took the place of another. */
export function breakDays(
	series: readonly { readonly since: Day | null; readonly until: Day | null }[],
	window: { readonly from: Day; readonly to: Day }
): Day[] {
	if (series.length < 2) return [];
	const begins = series.flatMap(({ since }) => (since === null ? [] : [since])).sort();
	const ends = series.flatMap(({ until }) => (until === null ? [] : [until]));
	// The first of all takes nobody's place.
	const days = new Set([...begins.slice(1), ...ends]);
	return [...days].filter((day) => day > window.from && day <= window.to).sort();
}
