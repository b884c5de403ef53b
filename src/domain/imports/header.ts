import { columnWords } from './column-words.ts';
import { judgeOrder } from './date-order.ts';
import { isNumeric, proposedScore } from './read-score.ts';

/** The first rows of a table that are no answers. */
export interface Header {
	/** How many rows they are. */
	readonly rows: number;
	/** A name for every column, of all header rows together; never empty. */
	readonly names: readonly string[];
}

/** More than these nobody puts above a table. */
export const MAX_HEADER_ROWS = 10;
const SAMPLE = 60;
const IMPORT_ID = /^\s*\{\s*"ImportId"/;

/** How many rows stand above the answers: one, or those of tools that write two or three, or a title above them. */
export function headerRowsOf(lines: readonly (readonly string[])[]): number {
	const ids = lines.slice(1, MAX_HEADER_ROWS).findIndex((line) => line.some((cell) => IMPORT_ID.test(cell)));
	if (ids >= 0) return ids + 2;
	if (isFirstAnswer(lines)) return 0;
	let rows = rowsAbove(lines) + 1;
	while (rows < MAX_HEADER_ROWS && rows < lines.length - 1 && isFurtherHeader(lines, rows)) rows++;
	return Math.min(rows, Math.max(1, lines.length - 1));
}

const filled = (line: readonly string[]): number => line.filter((cell) => cell.trim() !== '').length;

/** A title stands in one cell above a table of several columns. */
function titleRows(lines: readonly (readonly string[])[]): number {
	let rows = 0;
	while (rows < 3 && rows < lines.length - 2 && filled(lines[rows]!) <= 1) rows++;
	const below = lines.slice(rows, rows + 5);
	return rows > 0 && below.every((line) => filled(line) >= 2) ? rows : 0;
}

/** A table without a header begins with an answer: its first row has a number or time wherever the next ones have. */
function isFirstAnswer(lines: readonly (readonly string[])[]): boolean {
	const [first = [], ...below] = lines.slice(0, SAMPLE + 1);
	if (below.length < 2) return false;
	let times = 0;
	let typed = 0;
	for (let column = 0; column < first.length; column++) {
		const cells = below.map((line) => (line[column] ?? '').trim()).filter((cell) => cell !== '');
		const cell = first[column]!.trim();
		if (cells.length < 2 || !isTyped(cells) || cell === '') continue;
		if (!isTyped([cell])) return false;
		typed++;
		if (!isNumeric(cell)) times++;
	}
	// Numbers alone may be names of columns: years, questions.
	return times > 0 || (typed > 0 && typed === filled(first) && first.length <= 2);
}

/** Rows above the header that are about the file, not about its columns. */
const rowsAbove = (lines: readonly (readonly string[])[]): number => Math.max(titleRows(lines), rowsBefore(lines));

/** Rows above the header that say something about the file: name and value beside one another. */
function rowsBefore(lines: readonly (readonly string[])[]): number {
	for (let at = Math.min(MAX_HEADER_ROWS, lines.length - 2) - 1; at > 0; at--) {
		const above = lines[at - 1]!;
		const names = lines[at]!.filter((cell) => Object.values(columnWords).some((pattern) => pattern.test(cell)));
		if (names.length < 2 || filled(above) > 2 || filled(lines[at]!) < 2) continue;
		// Figures among them are no names of columns; nor are pairs of words above a table that is wider than they are.
		const figures = above.some((cell) => cell.trim() !== '' && isTyped([cell.trim()]));
		const wider = filled(lines[at]!) > 2 && lines.slice(0, at).every((line) => filled(line) <= 2);
		if ((figures || wider) && isFurtherHeader(lines, at)) return at;
	}
	return 0;
}

/** Is this row a header as well? Judged by the rows below it: where they hold numbers or times, it holds words or nothing. */
function isFurtherHeader(lines: readonly (readonly string[])[], at: number): boolean {
	const row = lines[at]!;
	const above = lines[at - 1]!;
	const below = lines.slice(at + 1, at + 1 + SAMPLE);
	if (filled(row) === 0 || below.length < 2) return false;
	const width = Math.max(row.length, above.length);
	let words = 0;
	let named = 0;
	let blank = 0;
	for (let column = 0; column < width; column++) {
		const cells = below.map((line) => (line[column] ?? '').trim()).filter((cell) => cell !== '');
		const cell = (row[column] ?? '').trim();
		if (isNumeric(cell)) return false;
		if (cell === '') {
			// The columns that tell answers apart are filled in every answer.
			if (cells.length === below.length && cells.length >= 3) blank++;
			continue;
		}
		if (cells.length < 2 || !isTyped(cells)) continue;
		if (isTyped([cell]) || proposedScore(cell, 'nps') !== undefined) return false;
		words++;
		if (Object.values(columnWords).some((pattern) => pattern.test(cell))) named++;
	}
	const subHeader =
		blank > 0 && (above.some((cell) => cell.trim() === '') || row.some((cell) => SUB.test(cell.trim())));
	return words >= 2 || (words === 1 && named === 1) || subHeader;
}

/** What stands below a question for its one column. */
const SUB =
	/^(response|open-ended response|point|antwort|offene antwort|réponse|respuesta|resposta|risposta|回复|答复|回答|自由回答)$/i;

/** Nearly all of these are numbers, or nearly all are times. */
function isTyped(cells: readonly string[]): boolean {
	const enough = cells.length * 0.9;
	if (cells.filter(isNumeric).length >= enough) return true;
	const { readable } = judgeOrder(cells);
	return readable >= enough;
}

/**
 * The header of a table with so many header rows; without a number, of as many as it seems to have. What stands above
 * the names – a title, when and by whom the file was written – is in none of them.
 */
export function headerOf(lines: readonly (readonly string[])[], given?: number): Header {
	const rows = Math.min(given ?? headerRowsOf(lines), lines.length);
	const above = lines
		.slice(Math.min(rowsAbove(lines), Math.max(0, rows - 1)), rows)
		.filter(
			(line, at, all) =>
				(filled(line) > 1 || all.length === 1 || at === all.length - 1) && !line.some((cell) => IMPORT_ID.test(cell))
		);
	const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
	const spread = above.map((line, at) => (at < above.length - 1 ? carried(line, above[at + 1]!, width) : line));
	return {
		rows,
		names: Array.from(
			{ length: width },
			(_, column) => nameOf(spread.map((line) => (line[column] ?? '').replace(/\s+/g, ' ').trim())) || `#${column + 1}`
		)
	};
}

/** A question stands over the first of its columns only: the next ones belong to it while the row below goes on. */
function carried(line: readonly string[], next: readonly string[], width: number): string[] {
	let last = '';
	return Array.from({ length: width }, (_, column) => {
		const cell = (line[column] ?? '').trim();
		if (cell !== '') last = cell;
		else if ((next[column] ?? '').trim() === '') last = '';
		return cell === '' ? last : cell;
	});
}

function nameOf(parts: readonly string[]): string {
	const names: string[] = [];
	for (const part of parts) {
		if (part === '' || SUB.test(part)) continue;
		// "StartDate" and "Start Date" are one name.
		const same = names.findIndex((name) => bare(name) === bare(part));
		if (same >= 0) names[same] = part;
		else names.push(part);
	}
	return names.join(' · ');
}

const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
