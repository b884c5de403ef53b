import { fail, issue, ok, type Result } from '#domain/shared/result.ts';
import { headerOf, MAX_HEADER_ROWS, MAX_IMPORT_ROWS, recognise, type Recognised } from '#domain/imports/index.ts';
import type { Encoding } from '#lib/forms/decode.ts';
import type { Separator } from '#lib/tables/separator.ts';
import { isOldWorkbook, isZip } from '#lib/tables/is-workbook.ts';
import { linesOf, textOf, type Reading as TextReading } from '#lib/tables/read-text.ts';
import { unescapeFormulas } from '#domain/shared/csv.ts';
import { isOwnFile } from './own-file.ts';

/** How to read a file, where a person knows better than what it says. */
export interface Reading extends TextReading {
	/** It is no export of a tool that is known, whatever it looks like. */
	readonly unknown?: boolean | undefined;
}

/** A file as a table. Every row has a cell for every column. */
export interface TableFile {
	readonly name: string;
	/** Of a text; null: it is a workbook. */
	readonly encoding: Encoding | null;
	readonly separator: Separator | null;
	/** Places that mean nothing in this encoding: it is the wrong one, or the file was damaged. */
	readonly unreadable: number;
	/** Names of the columns, of all header rows together. */
	readonly header: readonly string[];
	/** The header rows as they stand in the file. */
	readonly above: readonly (readonly string[])[];
	readonly rows: readonly (readonly string[])[];
	/** The whole text; its checksum tells this file from others. */
	readonly text: string;
	/** Whose export it is; null: none that is known. */
	readonly recognised: Recognised | null;
}

export const MAX_BYTES = 50 * 1024 * 1024;
/** What the sheets of a workbook may be unpacked. */
const MAX_UNPACKED = 300 * 1024 * 1024;

/**
 * Reads a CSV file: its encoding and separator from the whole of it, its header from the tool that wrote it or from what
 * stands below, unless `reading` says.
 * @returns the table, or one issue: `too_big`, `workbook`, `encoding`, `broken` (with the row), `empty`, `too_many`
 */
export function readTable(name: string, bytes: Uint8Array, reading: Reading = {}): Result<TableFile> {
	if (bytes.byteLength > MAX_BYTES) return fail(issue('too_big'));
	if (isZip(bytes) || isOldWorkbook(bytes)) return fail(issue('workbook'));
	const text = textOf(bytes, reading);
	if (!text.ok) return text;
	const { decoded, separator } = text.value;
	const lines = linesOf(text.value);
	if (!lines.ok) return lines;
	return asTable(name, lines.value, reading, {
		encoding: decoded.encoding,
		separator,
		unreadable: decoded.unreadable,
		text: decoded.text
	});
}

/** The same of a workbook as well, whose reader is loaded when there is one: issues of `readWorkbook` besides. */
export async function readAnyTable(name: string, bytes: Uint8Array, reading: Reading = {}): Promise<Result<TableFile>> {
	if (!isZip(bytes) || bytes.byteLength > MAX_BYTES) return readTable(name, bytes, reading);
	const { readWorkbook } = await import('#lib/tables/read-workbook.ts');
	const lines = readWorkbook(bytes, { bytes: MAX_UNPACKED, rows: MAX_IMPORT_ROWS + MAX_HEADER_ROWS });
	if (!lines.ok) return lines;
	const text = JSON.stringify(lines.value);
	return asTable(name, lines.value, reading, { encoding: null, separator: null, unreadable: 0, text });
}

function asTable(
	name: string,
	given: string[][],
	reading: Reading,
	source: Pick<TableFile, 'encoding' | 'separator' | 'unreadable' | 'text'>
): Result<TableFile> {
	const lines = isOwnFile(given[0] ?? []) ? given.map((line) => line.map(unescapeFormulas)) : given;
	if (lines.length < 2) return fail(issue('empty'));
	const found = reading.unknown ? null : recognise(lines);
	// Whoever says that there are other header rows says that it is another file.
	const recognised =
		found !== null && (reading.headerRows === undefined || reading.headerRows === found.headerRows) ? found : null;
	const { rows: above, names } = headerOf(lines, recognised?.headerRows ?? reading.headerRows);
	if (lines.length - above > MAX_IMPORT_ROWS) return fail(issue('too_many'));
	const cell = recognised?.cell;
	const wide = (line: readonly string[]): string[] => names.map((_, at) => line[at] ?? '');
	return ok({
		...source,
		name,
		header: names,
		above: lines.slice(0, above).map(wide),
		rows: lines.slice(above).map((line) => wide(cell ? line.map(cell) : line)),
		recognised
	});
}

/** Different values of a column with how often they occur, most frequent first; null when there are more than `most`. */
export function valuesOf(
	rows: TableFile['rows'],
	column: number,
	most: number
): { value: string; count: number }[] | null {
	const counts = new Map<string, { value: string; count: number }>();
	for (const row of rows) {
		const value = (row[column] ?? '').trim();
		const key = value.toLowerCase();
		const found = counts.get(key);
		if (found) found.count++;
		else if (counts.size === most) return null;
		else counts.set(key, { value, count: 1 });
	}
	return [...counts.values()].sort((a, b) => b.count - a.count);
}
