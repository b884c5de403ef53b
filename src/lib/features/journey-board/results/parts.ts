import { metricKind } from '#domain/metrics/index.ts';
import type { Bar } from '#lib/charts/options.ts';
import type { ScoreView } from '#domain/metrics/index.ts';
import { m } from '#lib/paraglide/messages.js';

export interface Part {
	readonly tone: 'good' | 'mid' | 'bad';
	readonly name: string;
	readonly count: number;
}

/** What one score of a scale counts as: promoters or hits, detractors, the rest. */
export function toneOf(score: Pick<ScoreView, 'metric' | 'scale'>, value: number): Bar['tone'] {
	const kind = metricKind(score.metric);
	const rule = kind.boxRule(score.scale);
	if (!rule) return 'plain';
	const within = (range: readonly [number, number] | undefined) =>
		range !== undefined && value >= range[0] && value <= range[1];
	// Of effort, the hits are the hard cases.
	if (within(rule.hits)) return kind.direction === 'high' ? 'good' : 'bad';
	return within(rule.misses) ? 'bad' : 'mid';
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

/** Shares that make the value, best first; empty for a plain mean or when nothing may be shown. */
export function partsOf(score: ScoreView): Part[] {
	const bars = barsOf(score);
	if (bars.length === 0 || bars.some((bar) => bar.tone === 'plain')) return [];
	const count = (tone: Bar['tone']) => bars.reduce((sum, bar) => sum + (bar.tone === tone ? bar.count : 0), 0);
	const names =
		score.metric === 'nps'
			? npsNames
			: metricKind(score.metric).direction === 'low'
				? effortNames
				: score.metric === 'csat'
					? satisfactionNames
					: easeNames;
	return (['good', 'mid', 'bad'] as const).flatMap((tone) =>
		names[tone] ? [{ tone, name: names[tone](), count: count(tone) }] : []
	);
}

type Names = Readonly<Partial<Record<Part['tone'], () => string>>>;
const npsNames: Names = { good: m.results_promoters, mid: m.results_passives, bad: m.results_detractors };
const satisfactionNames: Names = { good: m.results_satisfied, mid: m.results_other };
const easeNames: Names = { good: m.results_easy, mid: m.results_other };
const effortNames: Names = { mid: m.results_other, bad: m.results_hard };
