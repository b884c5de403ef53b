import type { ScoreView } from '#domain/metrics/index.ts';
import { localText, type LocalText } from '#domain/shared/locale.ts';
import { fillIn } from '#domain/survey/index.ts';
import { formatDay } from '#lib/charts/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** "since 27 Nov", "until 27 Nov", "1 Mar to 27 Nov": when a wording was asked; empty when nobody knows. */
export function seriesTime({ since, until }: Pick<ScoreView, 'since' | 'until'>): string {
	const day = (at: string) => formatDay(at, getLocale());
	if (until === null) return since === null ? '' : m.results_since({ day: day(since) });
	// Answers brought in later are older than their wording's first day: "28 Nov to 28 Nov" would deny them.
	return since === null || since >= until
		? m.results_until({ day: day(until) })
		: m.results_between({ from: day(since), to: day(until) });
}

/**
 * A question as customers read it, in the reader's language.
 * @param touchpoint title of the touchpoint it is asked at; null where several are looked at together
 */
export const wordingText = (wording: LocalText, touchpoint: string | null): string =>
	fillIn(localText(wording, getLocale()), { touchpoint }, getLocale());

/** Is another worded alike in every language? Then they were told apart by the words at the ends of their scales. */
export const wordedAlike = (wording: LocalText, others: readonly LocalText[]): boolean =>
	others.some((other) =>
		(Object.keys({ ...wording, ...other }) as (keyof LocalText)[]).every(
			(language) => (wording[language] ?? '').trim() === (other[language] ?? '').trim()
		)
	);

/**
 * The wording by which a series is told from those beside it: in the reader's language, but in another where only that
 * one was changed.
 * @param touchpoint title of the touchpoint that all of them were asked at
 */
export function tellingWording(wording: LocalText, others: readonly LocalText[], touchpoint: string): string {
	const own = localText(wording, getLocale());
	const same = others.find((other) => localText(other, getLocale()) === own);
	if (!same) return wordingText(wording, touchpoint);
	const languages = Object.keys({ ...wording, ...same }) as (keyof LocalText)[];
	const differs = languages.find((language) => wording[language] !== same[language]);
	const text = differs && wording[differs];
	return text === undefined ? wordingText(wording, touchpoint) : fillIn(text, { touchpoint }, differs!);
}
