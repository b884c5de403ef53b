import type { ImportedRow } from '#contract/imports.ts';
import { csvLine } from '#domain/shared/csv.ts';
import type { Planned } from '#domain/imports/index.ts';
import type { TableFile } from './read-table.ts';

export interface ErrorWords {
	readonly row: string;
	readonly reason: string;
	readonly planned: (row: Extract<Planned, { status: 'wrong' }>) => string;
	readonly sent: (row: ImportedRow) => string;
}

/**
 * The rows that were not imported, as they stood in the file, with what is wrong with each: to be put right and imported again.
 * No cell can start a formula; the mark at the beginning makes Excel read it as UTF-8.
 */
export function errorFile(
	table: TableFile,
	planned: readonly Planned[],
	failed: readonly ImportedRow[],
	words: ErrorWords
): string {
	const reasons = new Map<number, string>();
	for (const row of planned) if (row.status === 'wrong') reasons.set(row.row, words.planned(row));
	for (const row of failed) reasons.set(row.row, words.sent(row));
	const lines = [...reasons.entries()].sort(([a], [b]) => a - b);
	return (
		'\ufeff' +
		csvLine([words.row, words.reason, ...table.header]) +
		lines.map(([row, reason]) => csvLine([String(row), reason, ...(table.rows[row - 1] ?? [])])).join('')
	);
}
