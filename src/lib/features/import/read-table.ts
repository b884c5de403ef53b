import { parse, CsvError } from 'csv-parse/browser/esm/sync';
import { fail, issue, ok, type Result } from '#domain/shared/result.ts';
import { MAX_IMPORT_ROWS } from '#domain/imports/index.ts';

/** A file as a table. Every row has a cell for every column. */
export interface TableFile {
	readonly name: string;
	readonly encoding: 'UTF-8' | 'UTF-16' | 'GB18030';
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
	/** The whole text; its checksum tells this file from others. */
	readonly text: string;
}

export const MAX_BYTES = 50 * 1024 * 1024;

/**
 * Reads a CSV file: its encoding from its bytes, its separator from its first line.
 * @returns the table, or one issue: `too_big`, `encoding`, `broken` (with the row), `empty`, `too_many`
 */
export function readTable(name: string, bytes: Uint8Array): Result<TableFile> {
	if (bytes.byteLength > MAX_BYTES) return fail(issue('too_big'));
	const decoded = decode(bytes);
	if (decoded === null) return fail(issue('encoding'));
	const { text, encoding } = decoded;
	let lines: string[][];
	try {
		lines = parse(text, {
			bom: true,
			delimiter: separatorOf(text),
			// Files that were joined together mix their line ends.
			record_delimiter: ['\r\n', '\n', '\r'],
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: true
		}) as string[][];
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		return fail(issue('broken', undefined, { row: Number(error.records ?? 0) }));
	}
	const [header = [], ...rows] = lines;
	if (rows.length === 0) return fail(issue('empty'));
	if (rows.length > MAX_IMPORT_ROWS) return fail(issue('too_many'));
	const width = rows.reduce((most, row) => Math.max(most, row.length), header.length);
	const names = Array.from({ length: width }, (_, at) => header[at]?.trim() || `#${at + 1}`);
	return ok({ name, encoding, header: names, rows: rows.map((row) => names.map((_, at) => row[at] ?? '')), text });
}

/**
 * Text of bytes that do not say what they are. A mark at the beginning decides; else what is valid UTF-8 is UTF-8 (other
 * encodings hardly ever are), and what then is valid GB18030 is that, as Chinese Excel saves it.
 */
function decode(bytes: Uint8Array): { text: string; encoding: TableFile['encoding'] } | null {
	const [a, b] = bytes;
	if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
		return read(bytes, a === 0xff ? 'utf-16le' : 'utf-16be', 'UTF-16');
	return read(bytes, 'utf-8', 'UTF-8') ?? read(bytes, 'gb18030', 'GB18030');
}

function read(
	bytes: Uint8Array,
	label: string,
	encoding: TableFile['encoding']
): { text: string; encoding: TableFile['encoding'] } | null {
	try {
		const text = new TextDecoder(label, { fatal: true }).decode(bytes);
		// Zeros are a sign of another encoding, and nothing that could be stored.
		return text.includes('\0') ? null : { text, encoding };
	} catch {
		return null;
	}
}

/** The one of the usual separators that the first line has most of, outside quotation marks. */
function separatorOf(text: string): string {
	const line = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '');
	const count = (separator: string): number => line.split(separator).length;
	return [',', ';', '\t'].reduce((best, separator) => (count(separator) > count(best) ? separator : best));
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
