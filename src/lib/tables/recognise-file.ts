import { parse } from 'csv-parse';
import type { RecognisedView } from '#contract/imports.ts';
import {
	countFates,
	headerOf,
	headerRowsOf,
	MAX_HEADER_ROWS,
	MAX_IMPORT_ROWS,
	recognise
} from '#domain/imports/index.ts';
import { fail, issue, ok, type Result } from '#domain/shared/result.ts';
import { isOldWorkbook, isZip } from './is-workbook.ts';
import { brokenAt, csvOptions, textOf, type TextTable } from './read-text.ts';
import { readWorkbook } from './read-workbook.ts';

/** Largest file that the API looks at, and what a workbook in it may be unpacked to. */
export const RECOGNISE_BYTES = 10 * 1024 * 1024;
const UNPACKED = 64 * 1024 * 1024;
const ROWS = MAX_IMPORT_ROWS + MAX_HEADER_ROWS;
/** Letters that are read before others have their turn. */
const PIECE = 256 * 1024;

/**
 * What a file is, for the API: whose export, how it is written, what its columns become, how many of its rows are answers.
 * @returns one issue when it cannot be read: `too_big`, `workbook`, `workbook_broken`, `too_wide`, `encoding`, `broken`, `empty`, `too_many`
 */
export async function recogniseFile(bytes: Uint8Array): Promise<Result<RecognisedView>> {
	if (bytes.byteLength > RECOGNISE_BYTES) return fail(issue('too_big'));
	if (isOldWorkbook(bytes)) return fail(issue('workbook'));
	const workbook = isZip(bytes);
	const text = workbook ? null : textOf(bytes);
	if (text !== null && !text.ok) return text;
	const lines = text === null ? readWorkbook(bytes, { bytes: UNPACKED, rows: ROWS }) : await linesInPieces(text.value);
	if (!lines.ok) return lines;
	return viewOf(
		lines.value,
		text === null
			? { encoding: null, separator: null }
			: { encoding: text.value.decoded.encoding, separator: text.value.separator }
	);
}

function viewOf(
	lines: readonly (readonly string[])[],
	written: Pick<RecognisedView, 'encoding' | 'separator'>
): Result<RecognisedView> {
	if (lines.length === 0) return fail(issue('empty'));
	const found = recognise(lines);
	if (found === null) {
		const headerRows = headerRowsOf(lines);
		return ok({
			...written,
			shape: null,
			headerRows,
			columns: headerOf(lines, headerRows).names.map((header, index) => ({ index, header, role: 'ignore' as const })),
			questions: [],
			unknown: [],
			rows: { complete: lines.length - headerRows, partial: 0, leftOut: 0 }
		});
	}
	return ok({
		...written,
		shape: found.shape,
		headerRows: found.headerRows,
		columns: found.columns,
		questions: found.questions.map(({ text, found: kind, columns }) => ({
			text,
			kind,
			columns: columns.map(({ index }) => index)
		})),
		unknown: found.unknown,
		rows: countFates(found, lines)
	});
}

/** The rows, read piece by piece, so that a large file keeps nobody else waiting. */
async function linesInPieces({ text, separator }: TextTable): Promise<Result<string[][]>> {
	const parser = parse(csvOptions(separator));
	const lines: string[][] = [];
	const ended = Promise.withResolvers<Result<string[][]>>();
	let over = false;
	const end = (result: Result<string[][]>): void => {
		over = true;
		ended.resolve(result);
	};
	parser.on('readable', () => {
		for (let line = parser.read() as string[] | null; line !== null; line = parser.read() as string[] | null)
			lines.push(line);
		if (lines.length > ROWS && !over) end(fail(issue('too_many')));
	});
	parser.on('error', (error) => {
		try {
			end(brokenAt(error));
		} catch {
			end(fail(issue('broken', undefined, { row: lines.length })));
		}
	});
	parser.on('end', () => end(ok(lines)));
	for (let at = 0; at < text.length && !over; at += PIECE) {
		parser.write(text.slice(at, at + PIECE));
		await new Promise<void>((resolve) => setTimeout(resolve, 0));
	}
	if (!over) parser.end();
	return ended.promise;
}
