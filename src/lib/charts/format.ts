import { metricKind, type MetricId, type ScoreView } from '#domain/metrics/index.ts';

/** The true minus sign, as wide as a plus: figures stay in line. */
const MINUS = '−';

type Unit = 'points' | 'percent' | 'mean';

const unitOf = (metric: MetricId): Unit => {
	const kind = metricKind(metric).valueKind;
	return kind === 'nps' ? 'points' : kind === 'share' ? 'percent' : 'mean';
};

/** What a value can be at least and at most, in its own unit. */
export function limitsOf({ metric, scale }: Pick<ScoreView, 'metric' | 'scale'>): readonly [min: number, max: number] {
	switch (unitOf(metric)) {
		case 'points':
			return [-100, 100];
		case 'percent':
			return [0, 100];
		case 'mean':
			return [scale.min, scale.max];
	}
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

/** "−30 … −18", "79 … 85%": both ends of the 95 % interval; empty when there is none. */
export function formatInterval(metric: MetricId, low: number | null, high: number | null, locale: string): string {
	if (low === null || high === null) return '';
	switch (unitOf(metric)) {
		case 'points':
			return `${signed(low, 0, locale)} … ${signed(high, 0, locale)}`;
		case 'percent':
			return `${number(low, 0, locale)} … ${number(high, 0, locale)}%`;
		case 'mean':
			return `${number(low, 2, locale)} … ${number(high, 2, locale)}`;
	}
}

/**
 * The same where room is short, "±0.27" or "+30…+52": half the width where both sides are equal as they are written
 * (a mean's always are), otherwise both ends.
 */
export function formatShortInterval(
	{ metric, value, low, high }: Pick<ScoreView, 'metric' | 'value' | 'low' | 'high'>,
	locale: string
): string {
	if (value === null || low === null || high === null) return '';
	const digits = unitOf(metric) === 'mean' ? 2 : 0;
	const [below, above] = [number(value - low, digits, locale), number(high - value, digits, locale)];
	if (below === above) return `±${below}`;
	return formatInterval(metric, low, high, locale).replaceAll(' ', '');
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
