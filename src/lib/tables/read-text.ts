import { parse, CsvError, type Options } from 'csv-parse/browser/esm/sync';
import { fail, issue, ok, type Result } from '#domain/shared/result.ts';
import { decode, decodeAs, type Decoded, type Encoding } from '#lib/forms/decode.ts';
import { separatorOf, splitSepLine, type Separator } from './separator.ts';

/** How to read a file, where a person knows better than what its bytes say. */
export interface Reading {
	readonly encoding?: Encoding | undefined;
	readonly separator?: Separator | undefined;
	readonly headerRows?: number | undefined;
}

/** A file as text, with what separates its cells. */
export interface TextTable {
	readonly decoded: Decoded;
	readonly separator: Separator;
	/** Without the line by which Excel tells itself the separator. */
	readonly text: string;
}

/** @returns the text, or one issue: `encoding` */
export function textOf(bytes: Uint8Array, reading: Reading = {}): Result<TextTable> {
	const decoded = reading.encoding === undefined ? decode(bytes) : decodeAs(bytes, reading.encoding);
	if (decoded === null) return fail(issue('encoding'));
	const { separator: named, text } = splitSepLine(decoded.text);
	return ok({ decoded, text, separator: reading.separator ?? named ?? separatorOf(text) });
}

export const csvOptions = (separator: Separator): Options => ({
	bom: true,
	delimiter: separator,
	// Files that were joined together mix their line ends.
	record_delimiter: ['\r\n', '\n', '\r'],
	relax_column_count: true,
	relax_quotes: true,
	skip_empty_lines: true,
	// Office programs keep lines of empty cells below a table.
	skip_records_with_empty_values: true
});

/** @returns all rows, or one issue: `broken` (with the row) */
export function linesOf({ text, separator }: TextTable): Result<string[][]> {
	try {
		return ok(parse(text, csvOptions(separator)) as unknown as string[][]);
	} catch (error) {
		return brokenAt(error);
	}
}

/** What the reader of CSV says about a file that it cannot read. */
export function brokenAt(error: unknown): Result<never> {
	if (!(error instanceof CsvError)) throw error;
	return fail(issue('broken', undefined, { row: Number(error.records ?? 0) }));
}
