import { wilson } from '../metrics/index.ts';

/** How far people came who opened a collector's page. */
export interface Stages {
	readonly views: number;
	readonly starts: number;
	readonly answers: number;
}

/**
 * Whoever answered has begun, and whoever has begun has opened the page, also where the page could not tell so: a stage is
 * never smaller than the one after it.
 */
export function wholeStages({ views, starts, answers }: Stages): Stages {
	const begun = Math.max(starts, answers);
	return { views: Math.max(views, begun), starts: begun, answers };
}

/** Answers of starts (metrics.md, "Rates"), with Wilson's interval; null while nobody began. Fractions. */
export function completion({ starts, answers }: Stages): { value: number; low: number; high: number } | null {
	return starts === 0 ? null : { value: answers / starts, ...wilson(answers, starts) };
}
