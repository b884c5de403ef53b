import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/*
 * Tables of texts as a workbook, written while they are read. yazl packs; the parts inside (ECMA-376) are these few lines, since the
 * writers that stream (exceljs) are not kept any more, and those that are kept hold the whole workbook in memory.
 */

/** Rows that a sheet can have. */
export const SHEET_ROWS = 1_048_576;
/** Characters that a cell can have. */
export const CELL_CHARS = 32_767;

/**
 * A workbook in pieces. Cells are texts, which no program runs as a formula, and numbers where a text is exactly one; what is longer
 * than a cell ends in `…`. A table longer than a sheet goes on on the next one, under its names again.
 * @param table the first page is one row: the names of the columns
 * @param rowsOfSheet for tests
 */
export function xlsxOf(table: AsyncGenerator<readonly (readonly string[])[]>, rowsOfSheet = SHEET_ROWS): Readable {
	const zip = new ZipFile();
	const out = zip.outputStream as Readable;
	// Whoever reads has gone: nothing more is asked of the database.
	out.once('close', () => void table.return(undefined));
	void fill(zip, table, rowsOfSheet).catch((error: unknown) =>
		out.destroy(error instanceof Error ? error : new Error(String(error)))
	);
	return out;
}

async function fill(
	zip: ZipFile,
	table: AsyncGenerator<readonly (readonly string[])[]>,
	rowsOfSheet: number
): Promise<void> {
	const head = await table.next();
	const names = head.done ? [] : head.value[0]!;
	let waiting: readonly (readonly string[])[] = [];
	let ended = false;
	let sheets = 0;

	async function* sheet(): AsyncGenerator<string> {
		yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
		yield rowXml(names, 1);
		for (let row = 2; row <= rowsOfSheet;) {
			if (waiting.length === 0) {
				const page = await table.next();
				if (page.done) {
					ended = true;
					break;
				}
				waiting = page.value;
			}
			const fits = waiting.slice(0, rowsOfSheet - row + 1);
			waiting = waiting.slice(fits.length);
			yield fits.map((cells, at) => rowXml(cells, row + at)).join('');
			row += fits.length;
		}
		yield '</sheetData></worksheet>';
	}

	do {
		sheets++;
		const stream = Readable.from(sheet());
		const done = new Promise<void>((resolve, reject) => {
			stream.once('end', resolve);
			stream.once('error', reject);
		});
		zip.addReadStream(stream, `xl/worksheets/sheet${sheets}.xml`);
		await done;
	} while (!ended);
	for (const [name, text] of Object.entries(partsOf(sheets))) zip.addBuffer(Buffer.from(text), name);
	zip.end();
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What a workbook of so many sheets has beside them. */
function partsOf(sheets: number): Record<string, string> {
	const each = (made: (n: number) => string) => Array.from({ length: sheets }, (_, at) => made(at + 1)).join('');
	return {
		'[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${each((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}</Types>`,
		'_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each((n) => `<sheet name="${n === 1 ? 'responses' : `responses ${n}`}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each((n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}</Relationships>`
	};
}

const rowXml = (cells: readonly string[], row: number): string =>
	`<row r="${row}">${cells.map((text, at) => cellXml(text, columnName(at) + row)).join('')}</row>`;

function cellXml(text: string, at: string): string {
	if (text === '') return '';
	// Only what comes back as the same text: no 007, no digits that a double has not.
	if (text.length <= 15 && /^-?\d+(\.\d+)?$/.test(text) && String(Number(text)) === text)
		return `<c r="${at}"><v>${text}</v></c>`;
	const cut = text.length > CELL_CHARS ? `${text.slice(0, CELL_CHARS - 1)}…` : text;
	return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cut)}</t></is></c>`;
}

/** 0 → A, 26 → AA. */
function columnName(at: number): string {
	const letter = String.fromCharCode(65 + (at % 26));
	return at < 26 ? letter : columnName(Math.floor(at / 26) - 1) + letter;
}

// eslint-disable-next-line no-control-regex -- what XML cannot say: written as Excel does, `_x0007_`
const UNSAYABLE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;
const escaped = (text: string): string =>
	text
		.toWellFormed()
		// What looks like such an escape is one of its own.
		.replace(/_(?=x[\da-fA-F]{4}_)/g, '_x005F_')
		.replace(UNSAYABLE, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;');
