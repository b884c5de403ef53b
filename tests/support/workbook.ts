import { strToU8, zipSync } from 'fflate';

/** A cell as Excel stores it: a text, a number, or a number that its style (index into `formats`) shows. */
export type Cell = string | number | { readonly number: number; readonly style: number };

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const letter = (at: number): string =>
	at < 26 ? String.fromCharCode(65 + at) : letter(Math.floor(at / 26) - 1) + String.fromCharCode(65 + (at % 26));

/** Excel's own files: shared strings, styles, a hidden sheet before the one that is meant. */
export function workbook(rows: readonly (readonly Cell[])[], formats: readonly (number | string)[] = [0]): Uint8Array {
	const strings: string[] = [];
	const cellXml = (cell: Cell, at: string): string => {
		if (cell === '') return '';
		if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
		if (typeof cell === 'object') return `<c r="${at}" s="${cell.style}"><v>${cell.number}</v></c>`;
		strings.push(cell);
		return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`;
	};
	const sheet = rows
		.map(
			(row, at) => `<row r="${at + 1}">${row.map((cell, i) => cellXml(cell, `${letter(i)}${at + 1}`)).join('')}</row>`
		)
		.join('');
	const custom = formats.flatMap((format, at) =>
		typeof format === 'string' ? `<numFmt numFmtId="${200 + at}" formatCode="${escaped(format)}"/>` : []
	);
	const xfs = formats.map((format, at) => `<xf numFmtId="${typeof format === 'string' ? 200 + at : format}"/>`);
	const files: Record<string, string> = {
		'[Content_Types].xml': '<Types/>',
		'xl/workbook.xml':
			'<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="Old" sheetId="1" state="hidden" r:id="rId1"/><sheet name="A" sheetId="2" r:id="rId2"/></sheets></workbook>',
		'xl/_rels/workbook.xml.rels':
			'<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
		'xl/worksheets/sheet1.xml':
			'<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>hidden</t></is></c></row></sheetData></worksheet>',
		'xl/worksheets/sheet2.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
		'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><r><t xml:space="preserve">${escaped(text)}</t></r><rPh sb="0" eb="1"><t>said</t></rPh></si>`).join('')}</sst>`,
		'xl/styles.xml': `<styleSheet><numFmts>${custom.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs.join('')}</cellXfs></styleSheet>`
	};
	return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}
