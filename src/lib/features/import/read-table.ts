import { parse, CsvError } from 'csv-parse/browser/esm/sync';
import { fail, issue, ok, type Result } from '#domain/shared/result.ts';
import { headerOf, MAX_IMPORT_ROWS } from '#domain/imports/index.ts';
import { decode, decodeAs, type Encoding } from '#lib/forms/decode.ts';
import { separatorOf, splitSepLine, type Separator } from './separator.ts';
import { unescapeFormulas } from '#domain/shared/csv.ts';
import { isOwnFile } from './own-file.ts';

/** A file as a table. Every row has a cell for every column. */
export interface TableFile {
	readonly name: string;
	readonly encoding: Encoding;
	readonly separator: Separator;
	/** Places that mean nothing in this encoding: it is the wrong one, or the file was damaged. */
	readonly unreadable: number;
	/** Names of the columns, of all header rows together. */
	readonly header: readonly string[];
	/** The header rows as they stand in the file. */
	readonly above: readonly (readonly string[])[];
	readonly rows: readonly (readonly string[])[];
	/** The whole text; its checksum tells this file from others. */
	readonly text: string;
}

/** How to read a file, where a person knows better than what its bytes say. */
export interface Reading {
	readonly encoding?: Encoding | undefined;
	readonly separator?: Separator | undefined;
	readonly headerRows?: number | undefined;
}

export const MAX_BYTES = 50 * 1024 * 1024;

/**
 * Reads a CSV file: its encoding and separator from the whole of it, its header from what stands below, unless `reading` says.
 * @returns the table, or one issue: `too_big`, `workbook`, `encoding`, `broken` (with the row), `empty`, `too_many`
 */
export function readTable(name: string, bytes: Uint8Array, reading: Reading = {}): Result<TableFile> {
	if (bytes.byteLength > MAX_BYTES) return fail(issue('too_big'));
	if (isWorkbook(bytes)) return fail(issue('workbook'));
	const decoded = reading.encoding === undefined ? decode(bytes) : decodeAs(bytes, reading.encoding);
	if (decoded === null) return fail(issue('encoding'));
	const { separator: named, text } = splitSepLine(decoded.text);
	const separator = reading.separator ?? named ?? separatorOf(text);
	let lines: string[][];
	try {
		lines = parse(text, {
			bom: true,
			delimiter: separator,
			// Files that were joined together mix their line ends.
			record_delimiter: ['\r\n', '\n', '\r'],
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: true,
			// Office programs keep lines of empty cells below a table.
			skip_records_with_empty_values: true
		}) as string[][];
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		return fail(issue('broken', undefined, { row: Number(error.records ?? 0) }));
	}
	if (isOwnFile(lines[0] ?? [])) lines = lines.map((line) => line.map(unescapeFormulas));
	if (lines.length < 2) return fail(issue('empty'));
	const { rows: above, names } = headerOf(lines, reading.headerRows);
	if (lines.length - above > MAX_IMPORT_ROWS) return fail(issue('too_many'));
	const wide = (line: readonly string[]): string[] => names.map((_, at) => line[at] ?? '');
	return ok({
		name,
		encoding: decoded.encoding,
		separator,
		unreadable: decoded.unreadable,
		header: names,
		above: lines.slice(0, above).map(wide),
		rows: lines.slice(above).map(wide),
		text: decoded.text
	});
}

/** A workbook of Excel (ZIP, or the older container) or of another office program: not a table in text. */
const isWorkbook = ([a, b, c, d]: Uint8Array): boolean =>
	(a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04) || (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0);

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
