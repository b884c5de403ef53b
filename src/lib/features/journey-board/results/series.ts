import type { ScoreView } from '#domain/metrics/index.ts';
import { localText, type LocalText } from '#domain/shared/locale.ts';
import { formatDay } from '#lib/charts/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** "since 27 Nov", "until 27 Nov", "1 Mar to 27 Nov": when a wording was asked; empty when nobody knows. */
export function seriesTime({ since, until }: Pick<ScoreView, 'since' | 'until'>): string {
	const day = (at: string) => formatDay(at, getLocale());
	if (until === null) return since === null ? '' : m.results_since({ day: day(since) });
	return since === null
		? m.results_until({ day: day(until) })
		: m.results_between({ from: day(since), to: day(until) });
}

/**
 * The wording by which a series is told from those beside it: in the reader's language, but in another where only that
 * one was changed.
 */
export function tellingWording(wording: LocalText, others: readonly LocalText[]): string {
	const own = localText(wording, getLocale());
	const same = others.find((other) => localText(other, getLocale()) === own);
	if (!same) return own;
	const languages = Object.keys({ ...wording, ...same }) as (keyof LocalText)[];
	const differs = languages.find((language) => wording[language] !== same[language]);
	return (differs && wording[differs]) ?? own;
}
