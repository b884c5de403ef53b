import { m } from '#lib/paraglide/messages.js';
import type { TableFile } from './read-table.ts';

/** What a spreadsheet calls the column: A, B, … Z, AA. */
export const columnLetter = (at: number): string =>
	at < 26 ? String.fromCharCode(65 + at) : columnLetter(Math.floor(at / 26) - 1) + String.fromCharCode(65 + (at % 26));

/** Names of the columns for a choice: those that share theirs with another say which they are, and what stands in them. */
export function columnLabels({ header, rows }: Pick<TableFile, 'header' | 'rows'>): string[] {
	const times = new Map<string, number>();
	for (const name of header) times.set(name, (times.get(name) ?? 0) + 1);
	return header.map((name, at) => {
		const column = columnLetter(at);
		if (/^#\d+$/.test(name)) return m.imports_column_unnamed({ column });
		if (times.get(name) === 1) return name;
		const value = rows
			.find((row) => (row[at] ?? '').trim() !== '')
			?.[at]?.trim()
			.slice(0, 24);
		return value === undefined
			? m.imports_column_same({ name, column })
			: m.imports_column_same_value({ name, column, value });
	});
}
