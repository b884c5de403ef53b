import { emptyHistogram, MAX_SCORE, type Histogram } from './histogram.ts';

/** A histogram of one metric definition at one touchpoint. */
export interface Slice {
	readonly definitionId: string;
	readonly histogram: Histogram;
}

/**
 * Adds up the slices of a scene or a journey, by definition: different definitions stand side by side and are never averaged.
 * Order: as first met.
 */
export function aggregate(slices: Iterable<Slice>): Slice[] {
	const byDefinition = new Map<string, number[]>();
	for (const { definitionId, histogram } of slices) {
		const sum = byDefinition.get(definitionId) ?? emptyHistogram();
		byDefinition.set(definitionId, sum);
		for (let score = 0; score <= MAX_SCORE; score++) sum[score]! += histogram[score] ?? 0;
	}
	return [...byDefinition].map(([definitionId, histogram]) => ({ definitionId, histogram }));
}
