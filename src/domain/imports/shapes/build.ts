import { columnWords } from '../column-words.ts';
import { valueKey } from '../mapping.ts';
import { findQuestions, roleOf, SAMPLE, type AnswerColumn } from './find-questions.ts';
import type { ColumnRole, FoundQuestion, LeftOutReason, Recognised, RowFate, ShapeName, Unknown } from './shape.ts';

/** A name by which columns are found: without spaces, marks and upper case. */
export const bare = (name: string | undefined): string => (name ?? '').toLowerCase().replace(/[^\p{L}\p{N}#]/gu, '');

/** A text on one line. */
export const oneLine = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

interface Parts {
	readonly shape: ShapeName;
	readonly sure: number;
	readonly headerRows: number;
	readonly lines: readonly (readonly string[])[];
	/** Name of each column. */
	readonly headers: readonly string[];
	/** Roles of columns that are no questions; what has none and is no question is ignored. */
	readonly roles: ReadonlyMap<number, ColumnRole>;
	readonly answers: readonly AnswerColumn[];
	readonly joiners?: readonly string[];
	/** Columns with the time of the answer, the best first. */
	readonly times: readonly (number | undefined)[];
	readonly unknown: readonly Unknown[];
	readonly fate?: (cells: readonly string[]) => RowFate;
	readonly cell?: (text: string) => string;
}

/** What every shape says, from what it knows about its columns. */
export function recognised({ shape, sure, headerRows, lines, headers, roles, answers, ...rest }: Parts): Recognised {
	const above = new Map<string, string[]>();
	for (const line of lines.slice(0, headerRows))
		above.set(line[0] ?? '', [...(above.get(line[0] ?? '') ?? []), lineKey(line)]);
	const fate = (cells: readonly string[]): RowFate =>
		// Looked at whole only where the first cell is that of a header.
		above.get(cells[0] ?? '')?.includes(lineKey(cells)) ? 'header' : (rest.fate?.(cells) ?? 'complete');
	const cell = rest.cell;
	const rows = firstAnswers(lines, headerRows, fate).map((line) => (cell ? line.map(cell) : line));
	const contacts = new Set(answers.filter((one) => isContact(one, rows)).map(({ index }) => index));
	const questions = findQuestions(
		answers.filter(({ index }) => !contacts.has(index)),
		rows,
		rest.joiners
	);
	const byColumn = new Map<number, FoundQuestion>(
		questions.flatMap((question) => question.columns.map(({ index }) => [index, question] as const))
	);
	const columns = headers.map((header, index) => {
		const question = byColumn.get(index);
		if (question) return { index, header, role: roleOf(question.found) };
		return { index, header, role: contacts.has(index) ? ('customer' as const) : (roles.get(index) ?? 'ignore') };
	});
	const times = rest.times.filter((at) => at !== undefined && at >= 0) as number[];
	return {
		shape,
		sure,
		headerRows,
		columns,
		questions,
		times,
		unknown: rest.unknown,
		fate,
		...(cell ? { cell } : {})
	};
}

/** As many answers as questions are judged by. */
function firstAnswers(
	lines: readonly (readonly string[])[],
	headerRows: number,
	fate: (cells: readonly string[]) => RowFate
): (readonly string[])[] {
	const rows: (readonly string[])[] = [];
	for (let at = headerRows; at < lines.length && rows.length < SAMPLE; at++)
		if (isAnswer(fate(lines[at]!))) rows.push(lines[at]!);
	return rows;
}

/** A question whose answers are all addresses or all phone numbers says who somebody is. */
function isContact({ index, part }: AnswerColumn, rows: readonly (readonly string[])[]): boolean {
	const cells = rows
		.slice(0, 200)
		.map((row) => (row[index] ?? '').trim())
		.filter((cell) => cell !== '');
	const all = (pattern: RegExp): boolean => cells.every((cell) => pattern.test(cell));
	return part === null && cells.length > 0 && (all(/^\S+@\S+\.\S+$/) || all(/^'?\+?[0-9](?:[ ().-]?[0-9]){7,14}$/));
}

const lineKey = (line: readonly string[]): string => JSON.stringify(line.map(valueKey)).replace(/(,"")+\]$/, ']');

/** Is the row somebody's answer, whole or not? */
export const isAnswer = (fate: RowFate): fate is 'complete' | 'partial' => fate === 'complete' || fate === 'partial';

/** Where columns are, by their bare names; of one name several times, the first. */
export function placesOf(line: readonly string[]): ReadonlyMap<string, number> {
	const places = new Map<string, number>();
	line.forEach((name, at) => {
		const key = bare(name);
		if (key !== '' && !places.has(key)) places.set(key, at);
	});
	return places;
}

/** How many of these names there are. */
export const countNames = (places: ReadonlyMap<string, number>, names: readonly string[]): number =>
	names.filter((name) => places.has(name)).length;

/** Fixed columns by their bare names. */
export const rolesBy = (
	places: ReadonlyMap<string, number>,
	names: Readonly<Record<string, ColumnRole>>
): Map<number, ColumnRole> =>
	new Map(
		Object.entries(names).flatMap(([name, role]) => {
			const at = places.get(name);
			return at === undefined ? [] : [[at, role] as const];
		})
	);

/** What a field that people added themselves is about: where, at what, or of whom. */
export function fieldRole(header: string): ColumnRole {
	const name = header.replaceAll('_', ' ').replaceAll('-', ' ');
	if (columnWords.place.test(name)) return 'place';
	if (/touch ?point|触点/i.test(name)) return 'touchpoint';
	if (/e-?mail|phone|customer|client|member|user ?id|手机|邮箱|会员|客户/i.test(name)) return 'customer';
	return 'ignore';
}

/** As many columns as the widest row. */
export const widthOf = (lines: readonly (readonly string[])[]): number =>
	lines.reduce((most, line) => Math.max(most, line.length), 0);

/** `preview`, `test` or `spam` by the words of any of the two languages and of German; null: an ordinary answer. */
export function trialOf(text: string): LeftOutReason | null {
	if (/preview|vorschau|预览/i.test(text)) return 'preview';
	if (/(^|[\s_-])tests?($|[\s_-])|测试|试答/i.test(text)) return 'test';
	return /spam|垃圾/i.test(text) ? 'spam' : null;
}
