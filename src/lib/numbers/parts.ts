import { toneOf } from '#domain/metrics/index.ts';
import type { Bar } from '#lib/charts/distribution-option.ts';
import type { ScoreView } from '#domain/metrics/index.ts';
import { m } from '#lib/paraglide/messages.js';

export interface Part {
	readonly tone: 'good' | 'mid' | 'bad';
	readonly name: string;
	readonly count: number;
}

/** Bars of the distribution, lowest score first. */
export function barsOf(score: ScoreView): Bar[] {
	if (score.histogram.length === 0) return [];
	const { min, max } = score.scale;
	return Array.from({ length: max - min + 1 }, (_, i) => ({
		label: String(min + i),
		count: score.histogram[min + i] ?? 0,
		tone: toneOf(score, min + i)
	}));
}

/** Shares of each side, best first; empty for a plain mean or when nothing may be shown. */
export function partsOf(score: ScoreView): Part[] {
	const bars = barsOf(score);
	if (bars.length === 0 || bars.some((bar) => bar.tone === 'plain')) return [];
	const count = (tone: Bar['tone']) => bars.reduce((sum, bar) => sum + (bar.tone === tone ? bar.count : 0), 0);
	const names = score.metric === 'nps' ? npsNames : score.metric === 'csat' ? satisfactionNames : easeNames;
	return (['good', 'mid', 'bad'] as const).flatMap((tone) =>
		bars.some((bar) => bar.tone === tone) ? [{ tone, name: names[tone](), count: count(tone) }] : []
	);
}

type Names = Readonly<Record<Part['tone'], () => string>>;
const npsNames: Names = { good: m.results_promoters, mid: m.results_passives, bad: m.results_detractors };
const satisfactionNames: Names = { good: m.results_satisfied, mid: m.results_other, bad: m.results_dissatisfied };
const easeNames: Names = { good: m.results_easy, mid: m.results_other, bad: m.results_hard };
