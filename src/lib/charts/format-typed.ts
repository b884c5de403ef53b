import type { Locale } from '#domain/shared/locale.ts';

/** A number that was made of typed ones, to a hundredth of itself, which is how well it is known: 15, 15.4, 1,540. */
export function formatTyped(value: number, locale: Locale): string {
	const size = Math.abs(value);
	const maximumFractionDigits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
	// Not −0.
	return new Intl.NumberFormat(locale, { maximumFractionDigits, signDisplay: 'negative' }).format(value);
}
