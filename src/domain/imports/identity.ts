import { cut, storable } from '../shared/storable.ts';
import { columnWords } from './column-words.ts';
import { valueKey, type Mapping } from './mapping.ts';
import { plain, wholeNumber } from './read-score.ts';
import { writtenTime } from './read-time.ts';

/**
 * What a column can say about which answer a row is.
 * `own`: the answer's own number, different in every row and no small bare number. `counter`: numbers that the next file
 * may count again from 1. `repeated`: some rows share theirs. `none`: empty.
 */
export type IdQuality = 'own' | 'counter' | 'repeated' | 'none';

/** Bare numbers below this are taken for places in a list, not for numbers that a system gave once and for ever. */
const SMALLEST_OWN_NUMBER = 1_000_000;

export function idQuality(cells: readonly string[]): IdQuality {
	const given = cells.map(valueKey).filter((cell) => cell !== '');
	if (given.length === 0) return 'none';
	if (given.every((cell) => isSmallNumber(cell)) || isPrefixedCount(given)) return 'counter';
	return new Set(given).size === given.length ? 'own' : 'repeated';
}

const isSmallNumber = (cell: string): boolean => {
	const number = wholeNumber(cell.replace(/^(?:no\.?|nr\.?|#|第)\s*|\s*号$/gi, ''));
	return number !== null && number < SMALLEST_OWN_NUMBER;
};

/** A001, A002, A003 …: the same letters before numbers that begin at 1 and leave none out, however the rows are sorted. */
function isPrefixedCount(cells: readonly string[]): boolean {
	if (cells.length < 3) return false;
	const [, prefix] = /^(\D*)\d{1,6}$/.exec(cells[0]!) ?? [];
	if (prefix === undefined) return false;
	const numbers = new Set<number>();
	for (const cell of cells) {
		const rest = cell.startsWith(prefix) ? cell.slice(prefix.length) : '';
		if (!/^\d{1,6}$/.test(rest)) return false;
		numbers.add(Number(rest));
	}
	const first = numbers.has(0) ? 0 : 1;
	// As many different numbers as rows, none beyond the last: then none is left out.
	return (
		numbers.size === cells.length && cells.every((cell) => Number(cell.slice(prefix.length)) < first + cells.length)
	);
}

/** Columns that only count rows: another export of the same answers may number them otherwise. */
export function countingColumns(
	rows: readonly (readonly string[])[],
	header: readonly string[] = []
): ReadonlySet<number> {
	const width = rows[0]?.length ?? 0;
	const found = new Set<number>();
	for (let column = 0; column < width; column++) {
		const named = columnWords.counter.test(header[column] ?? '');
		if (named ? rows.every((row) => isSmallNumber(row[column] ?? '')) : isConsecutive(rows, column)) found.add(column);
	}
	return found;
}

function isConsecutive(rows: readonly (readonly string[])[], column: number): boolean {
	if (rows.length < 3) return false;
	const first = wholeNumber(rows[0]![column] ?? '');
	const step = (wholeNumber(rows[1]![column] ?? '') ?? NaN) - (first ?? NaN);
	if (first === null || Math.abs(step) !== 1) return false;
	return rows.every((row, at) => wholeNumber(row[column] ?? '') === first + at * step);
}

/** Makes the key of every row, and what it looks like; remembers how many equal rows came before. */
export class RowKeys {
	readonly #mapping: Mapping;
	readonly #planning: { readonly fileKey: string; readonly copy?: number | undefined };
	readonly #quality: IdQuality;
	readonly #counting: ReadonlySet<number>;
	readonly #seen = new Map<string, number>();
	readonly #looks = new Map<string, number>();

	constructor(
		rows: readonly (readonly string[])[],
		mapping: Mapping,
		planning: {
			readonly fileKey: string;
			readonly header?: readonly string[] | undefined;
			readonly copy?: number | undefined;
		}
	) {
		const { externalId } = mapping;
		this.#mapping = mapping;
		this.#planning = planning;
		this.#quality = externalId === null ? 'none' : idQuality(rows.map((row) => row[externalId] ?? ''));
		this.#counting = countingColumns(rows, planning.header);
	}

	/**
	 * What makes this answer this answer, whenever its file is read again: its own number; else its row, of which the time
	 * is a part – with a small number, number and time –; and where the file has no times, the file.
	 * The score's meaning is no part of it: the same answer scored in another way is a conflict to report, not a second answer.
	 */
	key(cells: readonly string[], time: Date | null): string {
		const { externalId } = this.#mapping;
		const own = externalId === null ? '' : storable(cells[externalId] ?? '').trim();
		const copy = this.#planning.copy ? `copy${this.#planning.copy}:` : '';
		if (own !== '' && this.#quality === 'own') return clip(`id:${own}`);
		if (own !== '' && this.#quality === 'counter' && time !== null) {
			const text = `${copy}nr:${own}@${time.toISOString()}`;
			const count = counted(this.#seen, text);
			return clip(count === 1 ? text : `${text}#${count}`);
		}
		const text = JSON.stringify(time === null ? [this.#planning.fileKey, ...cells] : cells);
		return clip(`${copy}row:${counted(this.#seen, text)}:${text}`);
	}

	/**
	 * A checksum of what the row says, to find answers that came with another file. However a program saved it: without
	 * regard to the order of the columns, to how numbers and times are written – office programs leave seconds out –, nor,
	 * beside a time, to numbers that only count and to further times.
	 */
	look(cells: readonly string[], time: Date | null): string {
		const { score, time: at } = this.#mapping;
		const said = cells.flatMap((cell, column) => {
			if (column === score.column || (time !== null && (column === at?.column || this.#counting.has(column))))
				return [];
			const text = valueKey(plain(cell));
			return text === '' || (time !== null && isWrittenTime(text)) ? [] : [wholeNumber(text)?.toString() ?? text];
		});
		const rated = valueKey(plain(cells[score.column] ?? ''));
		const text = JSON.stringify([
			time?.toISOString().slice(0, 16),
			wholeNumber(rated) ?? rated,
			...said.sort((one, other) => (one < other ? -1 : one > other ? 1 : 0))
		]);
		return `${checksum(text)}.${counted(this.#looks, text)}`;
	}
}

/** Dates and times with their signs; bare numbers may be anything. */
const isWrittenTime = (text: string): boolean =>
	text.length <= 40 && /\d\D+\d/.test(text) && wholeNumber(text) === null && writtenTime(text) !== null;

function counted(seen: Map<string, number>, text: string): number {
	const count = (seen.get(text) ?? 0) + 1;
	seen.set(text, count);
	return count;
}

const MAX_KEY = 2000;

/** Keeps both ends and the length: two long rows that differ only in the middle are told apart by a checksum of it. */
const clip = (key: string): string =>
	key.length <= MAX_KEY ? key : `${cut(key, MAX_KEY - 40)}…${key.length}:${checksum(key)}`;

/** 106 bits that differ when texts differ by accident; not a signature. (Two rounds of a multiply-and-mix hash.) */
export function checksum(text: string): string {
	return [0x9e3779b9, 0x85ebca6b].map((seed) => mix(text, seed).toString(36)).join('-');
}

function mix(text: string, seed: number): number {
	let one = 0xdeadbeef ^ seed;
	let two = 0x41c6ce57 ^ seed;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		one = Math.imul(one ^ code, 2_654_435_761);
		two = Math.imul(two ^ code, 1_597_334_677);
	}
	one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(two ^ (two >>> 13), 3_266_489_909);
	two = Math.imul(two ^ (two >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909);
	return 4_294_967_296 * (2_097_151 & two) + (one >>> 0);
}
