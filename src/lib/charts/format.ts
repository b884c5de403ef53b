import { metricKind, valueRange, type MetricId, type ScoreView } from '#domain/metrics/index.ts';

/** The true minus sign, as wide as a plus: figures stay in line. */
const MINUS = '−';

type Unit = 'points' | 'percent' | 'mean';

const unitOf = (metric: MetricId): Unit => {
	const kind = metricKind(metric).valueKind;
	return kind === 'nps' ? 'points' : kind === 'share' ? 'percent' : 'mean';
};

/** What a value can be at least and at most, in its own unit. */
export function limitsOf({ metric, scale }: Pick<ScoreView, 'metric' | 'scale'>): readonly [min: number, max: number] {
	const { min, max } = valueRange(metric, scale);
	return [min, max];
}

/** "+41", "−24", "82%", "4.31": a value as people read it. */
export function formatValue(metric: MetricId, value: number, locale: string): string {
	switch (unitOf(metric)) {
		case 'points':
			return signed(value, 0, locale);
		case 'percent':
			return `${number(value, 0, locale)}%`;
		case 'mean':
			return number(value, 2, locale);
	}
}

/**
 * "−30 … −18", "79 … 85%": both ends of the 95 % interval, everywhere in this one form; empty when there is none.
 * Rounded outwards, so that a width is never lost: 100 % of six is "61 … 100%", and nothing reads as certain.
 */
export function formatInterval(metric: MetricId, low: number | null, high: number | null, locale: string): string {
	// Without any spread (a mean where everybody said the same) the answers do not tell how sure it is.
	if (low === null || high === null || low === high) return '';
	const digits = unitOf(metric) === 'mean' ? 2 : 0;
	const [from, to] = [outwards(low, digits, Math.floor), outwards(high, digits, Math.ceil)];
	switch (unitOf(metric)) {
		case 'points':
			return `${signed(from, 0, locale)} … ${signed(to, 0, locale)}`;
		case 'percent':
			return `${number(from, 0, locale)} … ${number(to, 0, locale)}%`;
		case 'mean':
			return `${number(from, 2, locale)} … ${number(to, 2, locale)}`;
	}
}

/** Rounded away from the value; what only floating point put past a digit stays. */
function outwards(value: number, digits: number, round: (value: number) => number): number {
	const scale = 10 ** digits;
	const nearest = Math.round(value * scale);
	return (Math.abs(value * scale - nearest) < 1e-6 ? nearest : round(value * scale)) / scale;
}

/** The same without spaces, where room is short: "+30…+52". */
export const formatShortInterval = (
	{ metric, low, high }: Pick<ScoreView, 'metric' | 'low' | 'high'>,
	locale: string
): string => formatInterval(metric, low, high, locale).replaceAll(' ', '');

/** "27 Nov", with its year when that is not the present one. */
export function formatDay(day: string, locale: string, now = new Date()): string {
	const sameYear = day.slice(0, 4) === String(now.getFullYear());
	return new Intl.DateTimeFormat(locale, {
		day: 'numeric',
		month: 'short',
		...(sameYear ? {} : { year: 'numeric' }),
		timeZone: 'UTC'
	}).format(new Date(`${day}T00:00:00Z`));
}

/** "+6", "−9", "+0.31": a difference, in points of the metric (percentage points for a share). */
export const formatDifference = (metric: MetricId, difference: number, locale: string): string =>
	signed(difference, unitOf(metric) === 'mean' ? 2 : 0, locale);

export const formatCount = (n: number, locale: string): string => number(n, 0, locale);

const cache = new Map<string, Intl.NumberFormat>();

function number(value: number, digits: number, locale: string): string {
	const key = `${locale}|${digits}`;
	let format = cache.get(key);
	if (!format)
		cache.set(
			key,
			(format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }))
		);
	// −0.4 rounds to "-0": nobody wants to read that.
	return format
		.format(value)
		.replace(/^-(?=0(?:[.,]0*)?$)/, '')
		.replace('-', MINUS);
}

function signed(value: number, digits: number, locale: string): string {
	const text = number(value, digits, locale);
	return text.startsWith(MINUS) || Number(value.toFixed(digits)) === 0 ? text : `+${text}`;
}
