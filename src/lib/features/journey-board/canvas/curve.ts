import type { MetricId, Scale } from '#domain/metrics/index.ts';
import { defaultScale, metricKind } from '#domain/metrics/index.ts';
import type { ScoreView } from '#domain/metrics/index.ts';

/** Feeling on the curve: −2 very bad … +2 very good. */
export interface Felt {
	readonly value: number;
	readonly low: number;
	readonly high: number;
}

/**
 * A score as a feeling, so that it can be drawn beside what the team expected: the ends of the metric's own range are
 * −2 and +2, effort is turned round. Only scores that may be shown.
 */
export function feltOf(score: ScoreView | undefined): Felt | null {
	if (!score || score.value === null || score.judgement === 'few' || score.judgement === 'none') return null;
	const at = (value: number) => place(score.metric, value);
	const [a, b] = [at(score.low ?? score.value), at(score.high ?? score.value)];
	return { value: at(score.value), low: Math.min(a, b), high: Math.max(a, b) };
}

function place(metric: MetricId, value: number): number {
	const kind = metricKind(metric);
	const { min, max } = rangeOf(metric);
	const share = (value - min) / (max - min);
	const felt = 4 * (kind.direction === 'high' ? share : 1 - share) - 2;
	return Math.max(-2, Math.min(2, felt));
}

function rangeOf(metric: MetricId): Scale {
	switch (metricKind(metric).valueKind) {
		case 'nps':
			return { min: -100, max: 100 };
		case 'share':
			return { min: 0, max: 100 };
		case 'mean':
			return defaultScale(metric);
	}
}

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** A soft line through the points, level at each of them: it never overshoots a value. */
export function smooth(points: readonly Point[]): string {
	return points
		.map((to, i) => {
			if (i === 0) return `M${to.x} ${to.y}`;
			const from = points[i - 1]!;
			const middle = (from.x + to.x) / 2;
			return `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
		})
		.join('');
}

/** Runs of neighbouring points; a missing one breaks the line instead of being guessed. */
export function runs<T>(points: readonly (T | null)[]): T[][] {
	const found: T[][] = [[]];
	for (const point of points) {
		if (point === null) found.push([]);
		else found.at(-1)!.push(point);
	}
	return found.filter((run) => run.length > 0);
}

/** The area between two lines over the same points. */
export function band(points: readonly { readonly x: number; readonly low: number; readonly high: number }[]): string {
	if (points.length < 2) return '';
	const there = smooth(points.map(({ x, high }) => ({ x, y: high })));
	const back = smooth([...points].reverse().map(({ x, low }) => ({ x, y: low })));
	return `${there}L${back.slice(1)}Z`;
}
