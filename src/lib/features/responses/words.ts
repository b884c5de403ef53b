import { toneOf, type MetricId, type Tone } from '#domain/metrics/index.ts';
import type { MarkReason } from '#domain/survey/index.ts';
import { m } from '#lib/paraglide/messages.js';

const reasons: Readonly<Record<MarkReason, () => string>> = {
	no_ticket: m.results_marked_no_ticket,
	too_fast: m.results_marked_too_fast,
	flood: m.results_marked_flood,
	same: m.results_marked_same,
	late: m.results_marked_late,
	over: m.results_marked_over,
	again: m.results_marked_again,
	test: m.results_marked_test,
	by_hand: m.results_marked_by_hand
};

/** Why an answer is marked. */
export const reasonText = (reason: MarkReason): string => reasons[reason]();

/** Where a score stands on its own scale. */
export const toneOfScore = (metric: MetricId | undefined, score: number): Tone =>
	metric === undefined ? 'plain' : toneOf(metric, score);

/** "29 Nov, 14:39", with the year when it is another one; in the workspace's zone. */
export function momentText(at: string, locale: string, timeZone: string, now = new Date()): string {
	const date = new Date(at);
	const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone });
	return new Intl.DateTimeFormat(locale, {
		month: 'short',
		day: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		...(year.format(date) !== year.format(now) && { year: 'numeric' }),
		timeZone
	}).format(date);
}

/** What a language calls itself in the reader's. */
export const languageName = (language: string, locale: string): string =>
	new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;
