import { csvLine } from '#domain/shared/csv.ts';

/** A figure of a chart: as people read it, and as a program does. */
export interface Figure {
	readonly value: number | null;
	readonly text: string;
}
export type ChartCell = string | Figure;

/** What a chart shows, as figures: its twin as a table, and the file of them. */
export interface ChartData {
	/** What it shows. */
	readonly title: string;
	/** What of, in which days, how many: beside the title in whatever is taken away of it. */
	readonly note: string;
	readonly columns: readonly { readonly label: string; readonly isNumber?: boolean }[];
	readonly rows: readonly (readonly ChartCell[])[];
}

export const figure = (value: number | null, text: string): Figure => ({ value, text });
export const cellText = (cell: ChartCell): string => (typeof cell === 'string' ? cell : cell.text);

/** Days as whoever finds the file in a year reads them, in any language. */
export const daysOf = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from} – ${to}`;

/** Digits after which nothing is known. */
const DIGITS = 4;

/**
 * The figures as CSV: numbers with a point, empty where there is none, and no cell that begins a formula. The mark at the
 * beginning makes Excel read it as UTF-8.
 */
export const toCsv = ({ columns, rows }: ChartData): string =>
	'\ufeff' +
	csvLine(columns.map(({ label }) => label)) +
	rows.map((cells) => csvLine(cells.map((cell) => (typeof cell === 'string' ? cell : plain(cell.value))))).join('');

const plain = (value: number | null): string =>
	value === null ? '' : String(Number(value.toFixed(DIGITS))).replace(/^-0$/, '0');

/** Longest name of a file, in characters: with its ending it stays below 255 bytes in any writing. */
const LONGEST = 70;

/** A name for a file of a chart: what it is and what of, of characters that every system takes. */
export function fileName({ title, note }: Pick<ChartData, 'title' | 'note'>, ending: string): string {
	const said = [title, note]
		.filter(Boolean)
		.join(' - ')
		.normalize('NFC')
		// eslint-disable-next-line no-control-regex -- these are what no name may have
		.replace(/[\u0000-\u001f\u007f"*/:<>?\\|]+/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	const short = [...said]
		.slice(0, LONGEST)
		.join('')
		.replace(/^[. ]+|[. ]+$/g, '');
	return `${short || 'chart'}.${ending}`;
}
