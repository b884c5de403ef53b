import type { DriverPlace, Span } from '#domain/metrics/driver-places.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Measure } from './address.ts';

const digits = (value: number, places: number, locale: string): string =>
	new Intl.NumberFormat(locale, { minimumFractionDigits: places, maximumFractionDigits: places })
		.format(value)
		.replace(/^-(?=0(?:[.,]0*)?$)/, '')
		.replace('-', '−');

/** "0.42": a standardised coefficient. */
export const coefficient = (value: number, locale: string): string => digits(value, 2, locale);
/** "34%": a part of a whole. */
export const percent = (share: number, locale: string): string => `${digits(100 * share, 0, locale)}%`;
/** "63": a point of the scale from 0 to 100. */
export const point = (value: number, locale: string): string => digits(value, 0, locale);

/** "0.31…0.52": both ends; empty when there is none. */
export const interval = ({ low, high }: Span, text: (value: number) => string): string =>
	low === null || high === null ? '' : `${text(low)}…${text(high)}`;

export const importance = (measure: Measure, locale: string) => (value: number) =>
	measure === 'own' ? coefficient(value, locale) : percent(value, locale);

/** What a place on the chart says to do. */
export const placeWords: Readonly<Record<DriverPlace, () => string>> = {
	fix: m.drivers_place_fix,
	keep: m.drivers_place_keep,
	later: m.drivers_place_later,
	enough: m.drivers_place_enough,
	unclear: m.drivers_place_unclear
};
