import { unzipSync, type Unzipped } from 'fflate';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { fail, issue, ok, type Result } from '#domain/shared/result.ts';
import { isDateFormat, serialText } from './excel-dates.ts';

/** Wider than this is no table of answers; a cell far to the right would make every row long. */
const MOST_COLUMNS = 2000;

export interface WorkbookLimits {
	/** Unpacked bytes of the parts that are read. */
	readonly bytes: number;
	readonly rows: number;
}

class TooMuch extends Error {
	readonly code: 'too_big' | 'too_many' | 'too_wide';
	constructor(code: 'too_big' | 'too_many' | 'too_wide') {
		super(code);
		this.code = code;
	}
}

/**
 * The first sheet of a workbook (.xlsx) that is not hidden, as rows of texts: dates as `2026-01-15 09:10:00` by the clock on
 * the wall, whatever zone this computer is in. Own code, since the readers there are get Chinese dates, dates in other zones
 * or phonetic texts wrong (docs/imports.md).
 * @returns the rows, or one issue: `too_big`, `too_many`, `too_wide`, `workbook` (a ZIP of something else), `workbook_broken`
 */
export function readWorkbook(bytes: Uint8Array, limits: WorkbookLimits): Result<string[][]> {
	try {
		const files = unzipped(bytes, limits.bytes);
		const sheet = sheetOf(files);
		if (sheet === null) return fail(issue('workbook'));
		const strings = files['xl/sharedStrings.xml'] ? stringsOf(textIn(files, 'xl/sharedStrings.xml')) : [];
		const formats = files['xl/styles.xml'] ? datesOf(textIn(files, 'xl/styles.xml')) : [];
		return ok(rowsOf(sheet.xml, { strings, dates: formats, from1904: sheet.from1904, most: limits.rows }));
	} catch (error) {
		return fail(issue(error instanceof TooMuch ? error.code : 'workbook_broken'));
	}
}

/** The parts that are needed. What a part says of its size is held: it is unpacked into exactly so much room. */
function unzipped(bytes: Uint8Array, most: number): Unzipped {
	let size = 0;
	return unzipSync(bytes, {
		filter({ name, originalSize }) {
			if (
				!/^xl\/(workbook\.xml|sharedStrings\.xml|styles\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(
					name
				)
			)
				return false;
			size += originalSize;
			if (size > most) throw new TooMuch('too_big');
			return true;
		}
	});
}

const textIn = (files: Unzipped, name: string): string => new TextDecoder().decode(files[name]);

interface Handlers {
	open?(tag: SaxesTagPlain): void;
	text?(text: string): void;
	close?(name: string): void;
}

/** Names without their namespace: some writers put one before each. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1);
const PIECE = 1 << 16;

function parseXml(xml: string, { open, text, close }: Handlers): void {
	const parser = new SaxesParser();
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('opentag', (tag) => open?.({ ...tag, name: local(tag.name) }));
	parser.on('text', (found) => text?.(found));
	parser.on('closetag', ({ name }) => close?.(local(name)));
	for (let at = 0; at < xml.length; at += PIECE) parser.write(xml.slice(at, at + PIECE));
	parser.close();
}

function sheetOf(files: Unzipped): { xml: string; from1904: boolean } | null {
	if (!files['xl/workbook.xml']) return null;
	const sheets: string[] = [];
	const targets = new Map<string, string>();
	let from1904 = false;
	parseXml(textIn(files, 'xl/workbook.xml'), {
		open({ name, attributes }) {
			if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
			if (name === 'sheet' && (attributes.state ?? 'visible') === 'visible')
				sheets.push(Object.entries(attributes).find(([key]) => local(key) === 'id' && key !== 'id')?.[1] ?? '');
		}
	});
	if (files['xl/_rels/workbook.xml.rels'])
		parseXml(textIn(files, 'xl/_rels/workbook.xml.rels'), {
			open({ name, attributes }) {
				if (name === 'Relationship') targets.set(attributes.Id ?? '', attributes.Target ?? '');
			}
		});
	const path = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);
	for (const id of sheets) {
		const file = path(targets.get(id) ?? '');
		if (files[file]) return { xml: textIn(files, file), from1904 };
	}
	return null;
}

/** Shared strings; how a word is said (`rPh`) is no part of it. */
function stringsOf(xml: string): string[] {
	const strings: string[] = [];
	let current: string | null = null;
	let inText = false;
	let spoken = 0;
	parseXml(xml, {
		open({ name }) {
			if (name === 'si') current = '';
			else if (name === 'rPh') spoken++;
			else if (name === 't') inText = spoken === 0;
		},
		text(found) {
			if (inText && current !== null) current += found;
		},
		close(name) {
			if (name === 't') inText = false;
			else if (name === 'rPh') spoken--;
			else if (name === 'si') {
				strings.push(unescaped(current ?? ''));
				current = null;
			}
		}
	});
	return strings;
}

/** `_x000D_`: how the format writes signs that XML cannot. */
const unescaped = (text: string): string =>
	text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Which styles show a date. */
function datesOf(xml: string): boolean[] {
	const custom = new Map<string, string>();
	const dates: boolean[] = [];
	let inCells = false;
	parseXml(xml, {
		open({ name, attributes }) {
			if (name === 'numFmt') custom.set(attributes.numFmtId ?? '', attributes.formatCode ?? '');
			else if (name === 'cellXfs') inCells = true;
			else if (name === 'xf' && inCells) {
				const id = attributes.numFmtId ?? '0';
				dates.push(isDateFormat(Number(id), custom.get(id)));
			}
		},
		close(name) {
			if (name === 'cellXfs') inCells = false;
		}
	});
	return dates;
}

interface SheetContext {
	readonly strings: readonly string[];
	readonly dates: readonly boolean[];
	readonly from1904: boolean;
	readonly most: number;
}

function rowsOf(xml: string, context: SheetContext): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	let cell = { type: '', style: 0, column: 0, text: '' };
	let next = 0;
	let inValue = false;
	let spoken = 0;
	parseXml(xml, {
		open({ name, attributes }) {
			if (name === 'row') {
				row = [];
				next = 0;
			} else if (name === 'c') {
				const column = attributes.r ? columnOf(attributes.r) : next;
				if (column >= MOST_COLUMNS) throw new TooMuch('too_wide');
				next = column + 1;
				cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), column, text: '' };
			} else if (name === 'rPh') spoken++;
			else if (name === 'v' || name === 't') inValue = spoken === 0;
		},
		text(found) {
			if (inValue) cell.text += found;
		},
		close(name) {
			if (name === 'v' || name === 't') inValue = false;
			else if (name === 'rPh') spoken--;
			else if (name === 'c') {
				while (row.length < cell.column) row.push('');
				row[cell.column] = cellText(cell, context);
			} else if (name === 'row' && row.some((text) => text.trim() !== '')) {
				if (rows.length >= context.most) throw new TooMuch('too_many');
				rows.push(row);
			}
		}
	});
	return rows;
}

/** `AB12` → 27 */
function columnOf(place: string): number {
	const letters = /^[A-Z]{1,3}/.exec(place)?.[0] ?? 'A';
	return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText(
	{ type, style, text }: { readonly type: string; readonly style: number; readonly text: string },
	{ strings, dates, from1904 }: SheetContext
): string {
	switch (type) {
		case 's':
			return strings[Number(text)] ?? '';
		case 'str':
		case 'inlineStr':
			return unescaped(text);
		case 'b':
			return text === '1' ? 'TRUE' : 'FALSE';
		case 'd':
			return text.replace('T', ' ').replace(/\.\d+$/, '');
		case 'e':
			return '';
		default: {
			const number = Number(text);
			if (text.trim() === '' || !Number.isFinite(number)) return '';
			return dates[style] ? serialText(number, from1904) : String(number);
		}
	}
}
