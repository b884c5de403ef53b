import { normalTwoSided, studentQuantile95, studentTwoSided, Z95 } from './distributions.ts';
import { dense, total, type Histogram, type SparseHistogram } from './histogram.ts';
import { adjustedNps, wilson } from './intervals.ts';
import { score, type MeanScore, type MetricRef, type NpsScore, type ShareScore } from './score.ts';

/**
 * Did a metric change from one window to the next? All in units of the value (NPS points, %, scale points).
 * `difference` is of the raw values, after − before. Where no test is possible (a mean of one answer, no spread at all)
 * `p`, `low` and `high` are null and nothing is called significant.
 */
export interface Change {
	readonly difference: number;
	readonly low: number | null;
	readonly high: number | null;
	/** Two-sided; judge many cells at once with `discoveries` first. */
	readonly p: number | null;
	/** At 5 %. */
	readonly significant: boolean;
	readonly z?: number;
	readonly t?: number;
	readonly df?: number;
}

/** Significance level of a single comparison. */
const ALPHA = 0.05;

/** The change of a metric between two windows; null when one of them has no answers. */
export function change(
	metric: MetricRef,
	before: Histogram | SparseHistogram,
	after: Histogram | SparseHistogram
): Change | null {
	const first = score(metric, before);
	const second = score(metric, after);
	if (total(dense(before)) === 0 || total(dense(after)) === 0) return null;
	switch (first.valueKind) {
		case 'nps':
			return npsChange(first, second as NpsScore);
		case 'share':
			return shareChange(first, second as ShareScore);
		case 'mean':
			return meanChange(first, second as MeanScore);
	}
}

function npsChange(before: NpsScore, after: NpsScore): Change {
	const one = adjustedNps(before.promoters, before.detractors, before.n);
	const two = adjustedNps(after.promoters, after.detractors, after.n);
	const se = Math.hypot(one.se, two.se);
	const z = (two.c - one.c) / se;
	const p = normalTwoSided(z);
	const low = 100 * (two.c - one.c - Z95 * se);
	const high = 100 * (two.c - one.c + Z95 * se);
	return { difference: after.value! - before.value!, low, high, z, p, significant: p < ALPHA };
}

/** Newcombe's hybrid score interval; changed when it excludes 0. */
function shareChange(before: ShareScore, after: ShareScore): Change {
	const { low, high } = newcombe(before, after, Z95);
	return {
		difference: after.value! - before.value!,
		low: 100 * low,
		high: 100 * high,
		p: newcombeP(before, after),
		significant: low > 0 || high < 0
	};
}

interface Counts {
	readonly hits: number;
	readonly n: number;
}

/** Interval of the difference of two shares, as fractions. */
function newcombe(before: Counts, after: Counts, z: number) {
	const p1 = before.hits / before.n;
	const p2 = after.hits / after.n;
	const one = wilson(before.hits, before.n, z);
	const two = wilson(after.hits, after.n, z);
	return {
		low: p2 - p1 - Math.hypot(p2 - two.low, one.high - p1),
		high: p2 - p1 + Math.hypot(two.high - p2, p1 - one.low)
	};
}

/** The level at which Newcombe's interval just touches 0: one p value that never disagrees with the interval. */
function newcombeP(before: Counts, after: Counts): number {
	const excludesZero = (z: number) => {
		const { low, high } = newcombe(before, after, z);
		return low > 0 || high < 0;
	};
	let inside = 40;
	let outside = 0;
	if (!excludesZero(1e-9)) return 1;
	if (excludesZero(inside)) return normalTwoSided(inside);
	for (let i = 0; i < 60; i++) {
		const middle = (inside + outside) / 2;
		if (excludesZero(middle)) outside = middle;
		else inside = middle;
	}
	return normalTwoSided(inside);
}

/** Welch's test. */
function meanChange(before: MeanScore, after: MeanScore): Change {
	const difference = after.value! - before.value!;
	const v1 = before.sd === null ? null : before.sd ** 2 / before.n;
	const v2 = after.sd === null ? null : after.sd ** 2 / after.n;
	if (v1 === null || v2 === null || v1 + v2 === 0)
		return { difference, low: null, high: null, p: null, significant: false };
	const se = Math.sqrt(v1 + v2);
	const t = difference / se;
	const df = (v1 + v2) ** 2 / (v1 ** 2 / (before.n - 1) + v2 ** 2 / (after.n - 1));
	const p = studentTwoSided(t, df);
	const half = studentQuantile95(df) * se;
	return { difference, low: difference - half, high: difference + half, t, df, p, significant: p < ALPHA };
}
