import type { PlannedRow } from './plan.ts';

/** As many answers of one touchpoint with one and the same score are no chance. */
const ENOUGH = 30;

/**
 * Touchpoints whose answers all have one score although the file has others: the column that names the touchpoint is then
 * often filled for such answers only ("reason of the complaint"), and the number says how the file was made, not how
 * customers felt.
 * @param rows those that will be imported
 * @param scores how many different scores the whole file has, with the rows that are left out
 * @returns ids of touchpoints, in order of their first row
 */
export function oneSided(rows: readonly Pick<PlannedRow, 'touchpointId' | 'score'>[], scores: number): string[] {
	if (scores < 2) return [];
	const byTouchpoint = new Map<string, { n: number; readonly score: number; same: boolean }>();
	for (const { touchpointId, score } of rows) {
		const seen = byTouchpoint.get(touchpointId);
		if (!seen) byTouchpoint.set(touchpointId, { n: 1, score, same: true });
		else {
			seen.n++;
			seen.same &&= seen.score === score;
		}
	}
	return [...byTouchpoint].flatMap(([id, { n, same }]) => (same && n >= ENOUGH ? [id] : []));
}
