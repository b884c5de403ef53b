import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { workbook } from '../../../tests/support/workbook.ts';
import { isDateFormat, serialText } from './excel-dates.ts';
import { readWorkbook } from './read-workbook.ts';

const LIMITS = { bytes: 1_000_000, rows: 1000 };
const read = (bytes: Uint8Array, limits = LIMITS) => readWorkbook(bytes, limits);

describe('a workbook', () => {
	it('is the first sheet that is not hidden, without how words are said', () => {
		expect(
			read(
				workbook([
					['名字', 'n'],
					['张三', 118000000000],
					['', 2.5]
				])
			)
		).toEqual({
			ok: true,
			value: [
				['名字', 'n'],
				['张三', '118000000000'],
				['', '2.5']
			]
		});
	});

	it('shows dates by the wall’s clock, Chinese formats and whole minutes too', () => {
		const styles = [0, 14, 31, 22, 'yyyy"年"m"月"d"日" h:mm:ss', '0.00"days"', '[Red]0', 'h:mm'];
		const cells = (number: number) => styles.map((_, style) => ({ number, style }));
		expect(read(workbook([['x'], cells(46037), cells(46037.3819444444), cells(0.5)], styles))).toMatchObject({
			value: [
				['x'],
				[...['46037', '2026-01-15', '2026-01-15', '2026-01-15', '2026-01-15'], ...['46037', '46037', '2026-01-15']],
				[
					...['46037.3819444444', '2026-01-15 09:10:00', '2026-01-15 09:10:00', '2026-01-15 09:10:00'],
					...['2026-01-15 09:10:00', '46037.3819444444', '46037.3819444444', '2026-01-15 09:10:00']
				],
				[...['0.5', '12:00:00', '12:00:00', '12:00:00', '12:00:00'], ...['0.5', '0.5', '12:00:00']]
			]
		});
		for (let minute = 0; minute < 1440; minute++)
			expect(serialText(46037 + minute / 1440, false).slice(-3)).toBe(minute === 0 ? '-15' : ':00');
		expect(serialText(46037 - 1462, true)).toBe('2026-01-15');
		expect([isDateFormat(31), isDateFormat(58), isDateFormat(9), isDateFormat(164, 'General')]).toEqual([
			...[true, true, false, false]
		]);
	});

	it('leaves gaps where cells are missing, and rows that are empty out', () => {
		const xml = (rows: string) =>
			zipSync({
				'xl/workbook.xml': strToU8('<workbook xmlns:r="r"><sheets><sheet name="A" r:id="a"/></sheets></workbook>'),
				'xl/_rels/workbook.xml.rels': strToU8(
					'<Relationships><Relationship Id="a" Target="worksheets/s.xml"/></Relationships>'
				),
				'xl/worksheets/s.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`)
			});
		expect(
			read(
				xml(
					'<row><c r="C1" t="inlineStr"><is><t>c</t></is></c></row><row/><row r="9"><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><v>a_x000D_b</v></c><c t="d"><v>2026-01-15T09:10:00</v></c></row>'
				)
			)
		).toEqual({
			ok: true,
			value: [
				['', '', 'c'],
				['TRUE', '', 'a\rb', '2026-01-15 09:10:00']
			]
		});
		expect(read(xml('<row><c r="XFD1"><v>1</v></c></row>'))).toMatchObject({ issues: [{ code: 'too_wide' }] });
	});
});

describe('a workbook that is too much', () => {
	it('is refused before it is unpacked', () => {
		const bomb = zipSync({
			'xl/workbook.xml': strToU8('<workbook/>'),
			'xl/worksheets/sheet1.xml': new Uint8Array(20_000_000)
		});
		expect(bomb.length).toBeLessThan(100_000);
		expect(read(bomb)).toMatchObject({ issues: [{ code: 'too_big' }] });
	});
	it('also when it lies about its size', () => {
		const bytes = workbook([['a'.repeat(50_000)]]);
		const view = new DataView(bytes.buffer, bytes.byteOffset);
		// Every entry of the directory says that it has ten bytes.
		for (let at = 0; at < bytes.length - 30; at++)
			if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
		expect(read(bytes).ok).toBe(false);
	});
	it('by rows', () => {
		expect(read(workbook([['a'], ['b'], ['c']]), { ...LIMITS, rows: 2 })).toMatchObject({
			issues: [{ code: 'too_many' }]
		});
	});
	it('and a ZIP of something else is no workbook', () => {
		expect(read(zipSync({ 'a.txt': strToU8('x') }))).toMatchObject({ issues: [{ code: 'workbook' }] });
	});
});
