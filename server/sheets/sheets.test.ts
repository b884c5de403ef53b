import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { families, openFonts, runsOf, type Fonts } from './fonts.ts';
import { layout } from './layout.ts';
import { fitted, parted } from './parted.ts';
import { aCell, aRow, aSheet } from './sheet.fixture.ts';
import { createSheets } from './sheets.ts';
import { pdfOf } from './to-pdf.ts';
import { pngOf } from './to-png.ts';
import { readPdf } from './pdf-text.fixture.ts';
import { PAGE, type Drawing } from './drawing.ts';

const at = new Date('2026-11-27T01:00:00Z');
let fonts: Fonts;
beforeAll(() => {
	fonts = openFonts();
});

const textsOf = ({ pages }: Drawing): string[] =>
	pages.flat().flatMap(({ shapes }) => shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : [])));
const pdf = async (sheet: Parameters<typeof layout>[0]) => readPdf(await pdfOf(layout(sheet, fonts), fonts, at));

describe('the page as PDF', () => {
	const chinese = aSheet({
		lang: 'zh-CN',
		name: '热力图 2026-10-28 – 2026-11-26',
		title: '最差的场景是“付款”：',
		rows: [{ ...aRow('门店与线上订购', 0, 3), cells: [aCell('付款', 0, 'bad-2'), aCell('配送', 1, 'few')] }]
	});

	it('is one page, of its own letters, with a title, a language and no author', async () => {
		const read = await pdf(chinese);
		expect(read.pages).toBe(1);
		expect(read.size).toEqual([842.25, 595.5]);
		expect(read.fonts.length).toBe(2);
		for (const font of read.fonts) {
			expect(font.name).toMatch(/^[A-Z]{6}\+NotoSansSC-(Regular|Bold)$/);
			expect(font.embedded).toBeGreaterThan(1000);
		}
		expect(read.info).toMatchObject({ Title: '热力图 2026-10-28 – 2026-11-26', Producer: 'Wayfelt' });
		expect(read.info).not.toHaveProperty('Author');
		expect(read.lang).toBe('zh-CN');
		expect(read.images).toBe(0);
	});

	it('gives its Chinese back as it was written', async () => {
		const { text } = await pdf(chinese);
		expect(text).toContain('最差的场景是“付款”：');
		expect(text).toContain('门店与线上订购');
		expect(text).toContain('配送');
		expect(text).toContain('−21 (−27 … −15), since Nov 9, n 447 → 472');
	});

	it('is read in an order: heading, what is said, the table row by row', async () => {
		const { roles } = await pdf(chinese);
		expect(roles.slice(0, 2)).toEqual(['H1', 'P']);
		expect(roles.filter((role) => role === 'TR')).toHaveLength(1);
		expect(roles.filter((role) => role === 'TD')).toHaveLength(2);
		expect(roles.filter((role) => role === 'TH')).toHaveLength(1);
	});

	it('shows no number where there is none to show', async () => {
		const secret = aSheet({
			rows: [{ ...aRow('Few', 0, 0), cells: [aCell('Points', 0, 'few')] }],
			moved: null,
			worst: null
		});
		const { text } = await pdf(secret);
		expect(text).toContain('n = 3, too few to show');
		expect(text).not.toMatch(/83%|1,181|77…88/);
	});
});

describe('fifty journeys', () => {
	const rows = Array.from({ length: 50 }, (_, rank) => aRow(`Row ${rank}`, rank, 6));

	it('are a PDF of several pages, each row on one of them, the worst on the first', async () => {
		const drawing = layout(aSheet({ rows }), fonts, true);
		const read = await readPdf(await pdfOf(drawing, fonts, at));
		expect(read.pages).toBe(drawing.pages.length);
		expect(read.pages).toBeGreaterThan(1);
		const said = drawing.pages.flatMap((blocks) => textsOf({ ...drawing, pages: [blocks] }));
		for (const { title } of rows) expect(said.filter((text) => text === title)).toHaveLength(1);
		const first = textsOf({ ...drawing, pages: drawing.pages.slice(0, 1) });
		const onFirst = rows.filter(({ title }) => first.includes(title));
		expect(onFirst.map(({ rank }) => rank)).toEqual(onFirst.map((_, rank) => rank));
		expect(first).toContain(`${50 - onFirst.length} more rows follow`);
		expect(read.roles.filter((role) => role === 'TR')).toHaveLength(onFirst.length);
	});

	it('are one page as a picture, which says how many are not on it', () => {
		const drawing = layout(aSheet({ rows }), fonts);
		expect(drawing.pages).toHaveLength(1);
		expect(textsOf(drawing).join(' ')).toMatch(/\d+ more rows do not fit/);
	});

	it('that fit are one page of a PDF, too', () => expect(layout(aSheet(), fonts, true).pages).toHaveLength(1));
});

describe('the page as PNG', () => {
	it('is twice A4 at 96 dpi, and has ink where the letters are', () => {
		const png = pngOf(layout(aSheet(), fonts), fonts);
		expect(png.subarray(1, 4).toString()).toBe('PNG');
		expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * PAGE.width, 2 * PAGE.height]);
		const empty = pngOf({ lang: 'en', title: '', size: PAGE, pages: [[]] }, fonts);
		expect(png.length).toBeGreaterThan(20 * empty.length);
	});
});

describe('what fits on one page', () => {
	it('all rows where they do, the larger the fewer', () => {
		const sizes = [2, 5, 8].map((n) => {
			const drawing = layout(
				aSheet({ rows: Array.from({ length: n }, (_, rank) => aRow(`Row ${rank}`, rank, 5)) }),
				fonts
			);
			for (let row = 0; row < n; row++) expect(textsOf(drawing)).toContain(`Row ${row}`);
			return Math.max(...cellsOf(drawing).map(({ height }) => height));
		});
		expect(sizes[0]).toBeGreaterThan(sizes[1]!);
		expect(sizes[1]).toBeGreaterThan(sizes[2]!);
	});

	it('else the worst, in the order that was chosen, and says how many are left out', () => {
		// By name: the worst come last.
		const rows = Array.from({ length: 60 }, (_, at) => aRow(`Row ${String(at).padStart(2, '0')}.`, 59 - at, 5));
		const texts = textsOf(layout(aSheet({ rows }), fonts));
		const shown = texts.filter((text) => /^Row \d\d\.$/.test(text));
		expect(shown.length).toBeGreaterThan(7);
		expect(shown).toEqual(rows.slice(-shown.length).map(({ title }) => title));
		expect(texts).toContain(`${60 - shown.length} more rows do not fit`);
	});

	it('nothing leaves the page, whatever is said', () => {
		const long = 'Wort '.repeat(60).trim();
		const unbroken = '一'.repeat(200);
		for (const words of [long, unbroken, 'x'.repeat(300), ''])
			for (const n of [0, 1, 40]) {
				const rows = Array.from({ length: n }, (_, rank) => ({ ...aRow(words, rank, 14), note: words }));
				const item = { better: true, rose: true, says: words, proof: words, cause: words };
				const drawing = layout(
					aSheet({
						title: words,
						proof: words,
						facts: words,
						owner: words,
						rows,
						moved: { title: 'Moved', items: [item, item, item, item], note: words },
						worst: { title: 'Worst', items: [words, words] },
						notes: [words.slice(0, 200)]
					}),
					fonts
				);
				for (const { shapes } of drawing.pages.flat())
					for (const shape of shapes) {
						if (shape.kind === 'text') {
							expect(shape.x + fonts.width(shape.text, shape.size, shape.weight)).toBeLessThan(PAGE.width - 20);
							expect(shape.y).toBeLessThan(PAGE.height - 5);
						}
						if (shape.kind === 'box') expect(shape.y + shape.height).toBeLessThan(PAGE.height);
					}
			}
	});

	it('columns that all rows share: those with most answers, and how many are not there', () => {
		const columns = Array.from({ length: 14 }, (_, at) => ({ title: `Column ${at}`, note: 'of it' }));
		const rows = [{ ...aRow('Shop', 0, 0), cells: columns.map((_, at) => aCell('', at, 'good-1')) }];
		const texts = textsOf(
			layout(aSheet({ columns, rows, leftOutColumns: columns.map((_, n) => `${n} columns left out`) }), fonts)
		);
		const shown = texts.filter((text) => /^Column \d+$/.test(text)).length;
		expect(shown).toBeGreaterThan(6);
		expect(texts.join(' ')).toContain(`${14 - shown} columns left out`);
	});
});

const cellsOf = ({ pages }: Drawing) =>
	pages
		.flat()
		.filter(({ role }) => role === 'TD')
		.flatMap(({ shapes }) => shapes.flatMap((shape) => (shape.kind === 'box' ? [shape] : [])));

describe('letters', () => {
	it('of every family have as many units, and stand as HarfBuzz puts them', () => {
		for (const family of families) expect(fonts.face(family, 'bold').font.unitsPerEm).toBe(1000);
		// Made by `hb-shape --output-format=json --no-glyph-names` of HarfBuzz 6.0: glyph, offsets, advance.
		const vectors = {
			น้ำ: '63@0,0+613|59@0,0+0|49@-29,0+0|78@0,0+406',
			ที่: '109@0,0+609|86@-3,0+0|44@-3,0+0'
		};
		for (const [text, expected] of Object.entries(vectors)) {
			const [run] = runsOf(text);
			const { glyphs, positions } = fonts.face('thai', 'regular').font.layout(run!.text, [...run!.features]);
			const drawn = glyphs.map(({ id }, at) => {
				const { xOffset, yOffset, xAdvance } = positions[at]!;
				return `${id}@${xOffset},${yOffset}+${xAdvance}`;
			});
			expect(drawn.join('|')).toBe(expected);
		}
	});

	it('that the font does not have are shown as such; what nobody sees is left out', () => {
		expect(fonts.drawable('a🙂b\u200bc\n\u0007 d')).toBe('a□bc d');
		expect(fonts.drawable('体验 Über naïve Ελλ Привет')).toBe('体验 Über naïve Ελλ Привет');
	});

	it('quotes and dots are as wide as what they stand among', () => {
		const narrow = fonts.width('People’s “x”…', 10, 'regular');
		expect(narrow).toBeLessThan(fonts.width('People`s "x"...', 10, 'regular') * 1.1);
		expect(runsOf('“付款”CSAT 45…54%').map(({ text }) => text)).toEqual(['“付款”', 'CSAT 45…54%']);
		expect(
			runsOf('80% · 付款 · 配送')
				.map(({ text }) => text)
				.join('')
		).toBe('80% · 付款 · 配送');
		// A dot that spaces part already is as narrow as on the screen.
		const wide = fonts.width('云杉·门店', 10, 'regular');
		expect(wide).toBe(50);
		expect(fonts.width('云杉 · 门店', 10, 'regular')).toBeLessThan(wide);
	});

	it('lines break between Chinese letters, not before their signs', () => {
		const lines = parted(fonts, '没有突出的渠道、地点或语言：各部分变化相同。', 60, 10, 'regular');
		expect(lines.length).toBeGreaterThan(3);
		expect(lines.join('')).toBe('没有突出的渠道、地点或语言：各部分变化相同。');
		for (const line of lines) expect(line).not.toMatch(/^[、：。]/);
		expect(fitted(fonts, 'A long title of a scene', 50, 10, 'bold')).toMatch(/^A l.*…$/);
	});
});

describe('the process that draws', () => {
	const sheets = createSheets({ most: 2, patience: 15_000, idleTime: 50 });
	afterAll(() => sheets.close());

	it('draws what is asked for, refuses what is too many, and starts again after its end', async () => {
		const two = [sheets.draw(aSheet(), 'pdf'), sheets.draw(aSheet(), 'png')] as const;
		await expect(sheets.draw(aSheet(), 'pdf')).rejects.toMatchObject({ status: 503, code: 'busy', retryAfter: 5 });
		const [asPdf, asPng] = await Promise.all(two);
		expect(Buffer.from(asPdf).subarray(0, 5).toString()).toBe('%PDF-');
		expect(Buffer.from(asPng).subarray(1, 4).toString()).toBe('PNG');
		await sheets.close();
		expect(
			Buffer.from(await sheets.draw(aSheet(), 'pdf'))
				.subarray(0, 5)
				.toString()
		).toBe('%PDF-');
	});

	it('one that cannot be drawn fails alone', async () => {
		await expect(sheets.draw({ ...aSheet(), rows: null as never }, 'pdf')).rejects.toThrow();
		expect((await sheets.draw(aSheet(), 'png')).length).toBeGreaterThan(1000);
	});

	it('one that takes too long is given up', async () => {
		const slow = createSheets({ patience: 1, idleTime: 50 });
		await expect(slow.draw(aSheet(), 'pdf')).rejects.toMatchObject({ status: 503, code: 'busy' });
		await slow.close();
	});
});
