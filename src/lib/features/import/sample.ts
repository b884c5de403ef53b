import type { Planned } from '#domain/imports/index.ts';

/** Rows that a preview shows. */
const ROWS = 8;

/** A row of the file for the preview; `number` counts from 1 below the header. */
export interface Sampled {
	readonly number: number;
	readonly planned: Planned;
}

/**
 * The first rows of the file, but of each kind – ready, left out, not ready – some: when the first eight all wait for a
 * choice, nobody would see what an answer becomes. In the order of the file.
 */
export function sampleOf(planned: readonly Planned[]): readonly Sampled[] {
	const each: Record<Planned['status'], Sampled[]> = { ready: [], wrong: [], left_out: [] };
	planned.forEach((row, at) => {
		const same = each[row.status];
		if (same.length < ROWS) same.push({ number: at + 1, planned: row });
	});
	const groups = Object.values(each).filter((group) => group.length > 0);
	// One of each in turn, as long as there is room.
	const shown: Sampled[] = [];
	for (let at = 0; at < ROWS && shown.length < ROWS; at++)
		for (const group of groups) shown.push(...(shown.length < ROWS ? group.slice(at, at + 1) : []));
	return shown.sort((a, b) => a.number - b.number);
}
