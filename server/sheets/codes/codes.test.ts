import { beforeAll, describe, expect, it } from 'vitest';
import type { CodeSheet } from '#contract/code-sheet.ts';
import {
	formatNames,
	formatOf,
	levelFor,
	modulesFor,
	perPage,
	QUIET,
	wordsOf,
	type FormatName
} from '#domain/printing/index.ts';
import { blurred, cropped, rasterOf, turned, type Raster } from '../../../tests/support/codes/raster.ts';
import { readers } from '../../../tests/support/codes/readers.ts';
import { families, openFonts, type Fonts } from '../fonts.ts';
import { readPdf } from '../pdf-text.fixture.ts';
import { pdfOf } from '../to-pdf.ts';
import { svgOf } from '../to-png.ts';
import { layoutCodes } from './code-pages.ts';
import { readLogo } from './logo.ts';
import { codeSymbol, outlineOf } from './symbol.ts';

const at = new Date('2026-11-29T01:00:00Z');
const TREE =
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#14504a"/><path d="M16 4.500l5 6.500h-2.600l4.400 6h-3l4.700 6.500H17.200V27h-2.400v-3.500H7.500l4.700-6.500h-3l4.400-6H11z" fill="#fff"/></svg>';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const PRINT = 300 / 96;

let fonts: Fonts;
beforeAll(() => {
	fonts = openFonts();
});

/** Codes as they are made: twelve letters and digits that say nothing. */
const addressesOf = (count: number, origin: string): string[] =>
	Array.from(
		{ length: count },
		(_, at) => `${origin}/s/${(62 ** 6 + at * 7_654_321_987).toString(36).padStart(12, 'Zq4Kd9Xw0bTm').slice(-12)}`
	);

function aSheet(given: Partial<CodeSheet> = {}, count = 1, origin = 'https://wf.yunshan.example'): CodeSheet {
	return {
		lang: 'zh-CN',
		name: '二维码',
		format: 'a4',
		brand: '云杉百货',
		words: wordsOf('paying', 'zh-CN', 'en'),
		color: '#14504a',
		colored: false,
		logo: { kind: 'svg', data: base64(TREE) },
		slug: ['A4 海报 · 100 厘米内可扫', '2026-11-29 · Wayfelt'],
		first: 0,
		places: addressesOf(count, origin).map((address, at) => ({
			name: `南京西路店 · 收银台 ${at + 1}`,
			address,
			typed: address.slice(8),
			code: address.slice(-12),
			touchpoint: '收银排队'
		})),
		drawnAt: at.toISOString(),
		...given
	};
}

/** Each code of the first page as it is printed at 300 dpi, with the paper around it. */
function printed(sheet: CodeSheet): { address: string; raster: Raster }[] {
	const drawing = layoutCodes(sheet, fonts);
	const page = rasterOf(svgOf(drawing, fonts), PRINT);
	const { code, kind } = formatOf(sheet.format);
	const side = (code * 300) / 25.4;
	return drawing.pages[0]!.flatMap(({ shapes, turned }) =>
		shapes.flatMap((shape) => (shape.kind === 'path' && shape.at && shape.d.length > 500 && !turned ? [shape.at] : []))
	).map(({ x, y, scale }, index) => {
		const [left, top] = [(x - QUIET * scale) * PRINT, (y - QUIET * scale) * PRINT];
		const place = sheet.places[kind === 'label' ? index : 0]!;
		return { address: place.address, raster: cropped(page, left, top, side, side) };
	});
}

const unread = async (codes: readonly { address: string; raster: Raster }[], seen: (raster: Raster) => Raster) => {
	const failed: string[] = [];
	for (const { address, raster } of codes)
		for (const reader of readers)
			if (!(await reader.read(seen(raster))).includes(address)) failed.push(`${reader.name}: ${address}`);
	return failed;
};

describe('codes on paper are read by three programs that have nothing of one another', () => {
	describe.each(formatNames)('%s', (format: FormatName) => {
		it.each([true, false])(
			'with logo: %s; as printed, blurred and turned',
			async (logo) => {
				const count = Math.min(4, perPage(formatOf(format)));
				const sheet = aSheet({ format, ...(!logo && { logo: null }) }, count);
				// As a camera has it: a poster fills no more dots of it than a label.
				const codes = printed(sheet).map(({ address, raster }) => ({ address, raster: smaller(raster) }));
				expect(codes).toHaveLength(count);
				const module = codes[0]!.raster.width / (codeSymbol(codes[0]!.address, logo).size + 2 * QUIET);
				expect(await unread(codes, (raster) => raster)).toEqual([]);
				expect(await unread(codes, (raster) => blurred(raster, 0.25 * module))).toEqual([]);
				expect(await unread(codes, (raster) => blurred(turned(raster, 33), 0.2 * module))).toEqual([]);
			},
			60_000
		);
	});

	it.each([10, 18, 34, 44, 66])('whatever the address is long: an origin of %s letters', async (length) => {
		const origin = `https://${'feedback.a-company-with-a-long-name.example.com/and/a/path/'.slice(0, length - 8).replace(/[./-]$/, 'x')}`;
		const [address] = addressesOf(1, origin) as [string];
		for (const logo of [null, aSheet().logo]) {
			const codes = printed(aSheet({ logo }, 1, origin)).map((one) => ({ ...one, raster: smaller(one.raster) }));
			expect(codes[0]!.address).toBe(address);
			expect(await unread(codes, (raster) => raster)).toEqual([]);
			expect(await unread(codes, (raster) => blurred(turned(raster, 12), 1.5))).toEqual([]);
		}
	});

	it('in a colour that is just dark enough', async () => {
		const codes = printed(aSheet({ format: 'labels-24', color: '#3f8f84', colored: true }, 2));
		expect(await unread(codes, (raster) => blurred(raster, 1.2))).toEqual([]);
	});
});

/** At most 500 dots wide: each the mean of those that it stands for. */
function smaller(raster: Raster): Raster {
	const by = Math.floor(raster.width / 500);
	if (by < 2) return raster;
	const [width, height] = [Math.floor(raster.width / by), Math.floor(raster.height / by)];
	const grey = new Uint8Array(width * height);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			let sum = 0;
			for (let dy = 0; dy < by; dy++)
				for (let dx = 0; dx < by; dx++) sum += raster.grey[(y * by + dy) * raster.width + x * by + dx]!;
			grey[y * width + x] = sum / by / by;
		}
	return { width, height, grey };
}

describe('a code', () => {
	it('is as large as the advice says', () => {
		for (let length = 20; length < 130; length += 3) {
			const address = `https://${'x'.repeat(length - 8)}`;
			for (const logo of [true, false])
				expect(codeSymbol(address, logo).size, `${length} ${logo}`).toBe(modulesFor(length, levelFor(logo)));
		}
	});

	it('leaves a logo as much room as every block can mend twice over, and none of its patterns away from the middle', () => {
		const symbol = codeSymbol('https://wf.yunshan.example/s/K7Q2Mabcd100', true);
		expect(symbol).toMatchObject({ level: 'H', version: 5, size: 37, room: 7 });
		expect(codeSymbol('https://wf.yunshan.example/s/K7Q2Mabcd100', false)).toMatchObject({
			level: 'Q',
			version: 4,
			room: 0
		});
		for (let length = 24; length < 110; length += 7) {
			const { size, room } = codeSymbol(`https://${'x'.repeat(length)}`, true);
			expect(room % 2).toBe(1);
			expect(room / size).toBeGreaterThan(0.14);
			expect(room / size).toBeLessThan(0.2);
		}
	});

	it('is one outline, holes and corners that touch included', () => {
		const rows = ['##.', '#.#', '.##'];
		expect(outlineOf(3, (row, column) => rows[row]?.[column] === '#')).toBe('M0 0h2v1h-1v1h-1v-2ZM2 1h1v2h-2v-1h1v-1Z');
		const ring = ['###', '#.#', '###'];
		expect(outlineOf(3, (row, column) => ring[row]?.[column] === '#')).toBe('M0 0h3v3h-3v-3ZM2 1h-1v1h1v-1Z');
	});
});

describe('the file', () => {
	const pdf = async (sheet: CodeSheet) => readPdf(await pdfOf(layoutCodes(sheet, fonts), fonts, at));

	it('is a page each, in vectors, its Chinese to be selected', async () => {
		const read = await pdf(aSheet({}, 3));
		expect(read.pages).toBe(3);
		expect(read.size.map((side) => Math.round(side! * 100) / 100)).toEqual([595.28, 841.89]);
		expect(read.images).toBe(0);
		expect(read.lang).toBe('zh-CN');
		expect(read.text).toContain('刚才付款，顺利吗？');
		expect(read.text).toContain('微信或相机扫一扫');
		expect(read.text.replaceAll(/\s/g, '')).toContain('南京西路店·收银台1');
		expect(read.text).toContain('匿名作答，不需要手机号，也不用关注公众号。');
		expect(read.roles.filter((role) => role === 'H1')).toHaveLength(1);
	});

	it('stands both ways on a folded page', async () => {
		const text = (await pdf(aSheet({ format: 'tent-a4' }))).text.replaceAll(/\s/g, '');
		expect(text.split('南京西路店·收银台1')).toHaveLength(3);
		const drawing = layoutCodes(aSheet({ format: 'tent-a4' }), fonts);
		const about = drawing.pages[0]!.find(({ turned }) => turned)!.turned!;
		expect(about).toEqual({ x: drawing.size.width / 2, y: drawing.size.height / 2 });
		// What is read of the turned half as well.
		const page = rasterOf(svgOf(drawing, fonts), 1.5);
		const upper = cropped(page, 0, 0, page.width, page.height / 2 - 4);
		for (const reader of readers) expect(await reader.read(upper), reader.name).toEqual([aSheet().places[0]!.address]);
	});

	it('goes on where a sheet of labels was begun, on as many pages as it takes', () => {
		const { pages } = layoutCodes(aSheet({ format: 'labels-24', first: 20 }, 30), fonts);
		const codes = pages.map(
			(blocks) =>
				blocks.flatMap(({ shapes }) => shapes).filter((shape) => shape.kind === 'path' && shape.d.length > 500).length
		);
		expect(codes).toEqual([4, 24, 2]);
	});

	it('keeps every letter on its page, and on its label', () => {
		const long = '上海市静安区南京西路一二三四号久光百货地下一层美食广场西侧第二十七号柜台收银台之三（周末）';
		for (const format of formatNames)
			for (const name of ['A', long, 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Tearoom']) {
				const words = {
					...aSheet().words,
					call: 'How would you describe what happened to you here today, all in all?',
					more: long,
					foot: long + long
				};
				const sheet = aSheet({ format, words }, perPage(formatOf(format)));
				const { pages, size } = layoutCodes(
					{ ...sheet, places: sheet.places.map((place) => ({ ...place, name })) },
					fonts
				);
				const { cell, kind } = formatOf(format);
				for (const block of pages[0]!)
					for (const shape of block.shapes)
						if (shape.kind === 'text') {
							const right = shape.x + fonts.width(shape.text, shape.size, shape.weight);
							expect(right, `${format} ${shape.text}`).toBeLessThan(size.width - 2);
							expect(shape.y, `${format} ${shape.text}`).toBeLessThan(size.height - 2);
							if (kind === 'label') expect(right - shape.x, shape.text).toBeLessThan((cell.width * 96) / 25.4);
						}
			}
	});

	it('says which letters its font does not have, and leaves emoji of a name out', () => {
		const sheet = aSheet();
		expect(() => layoutCodes({ ...sheet, words: { ...sheet.words, call: 'كيف كانت' } }, fonts)).toThrow(
			expect.objectContaining({
				issue: {
					code: 'letters',
					path: ['words'],
					params: { letters: 'ك ي ف ا ن ت', scripts: 'Arabic', places: '', more: 0 }
				}
			})
		);
		const emoji = layoutCodes(
			{ ...sheet, places: sheet.places.map((place) => ({ ...place, name: '🌲 Spruce 3' })) },
			fonts
		);
		const texts = emoji.pages
			.flat()
			.flatMap(({ shapes }) => shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : [])));
		expect(texts).toContain('Spruce 3');
	});
});

describe('writing of the world', () => {
	const texts = (sheet: CodeSheet) =>
		layoutCodes(sheet, fonts)
			.pages.flat()
			.flatMap(({ shapes }) => shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : [])));

	it('Japanese is drawn, and no line of it begins with what belongs to the letter before', async () => {
		const call = 'お会計はスムーズでしたか？ちょっとした一言でもお聞かせください。ショップカードもどうぞ。';
		const [place] = aSheet().places;
		const sheet = aSheet({
			words: { ...aSheet().words, call },
			places: [{ ...place!, name: '渋谷ガーデンショップ · レジ １' }]
		});
		const lines = texts(sheet);
		expect(lines.join('')).toContain('渋谷ガーデンショップ');
		expect(lines.filter((line) => /^[ぁぃぅぇぉっゃゅょァィゥェォッャュョー。、？]/.test(line))).toEqual([]);
		const pdf = await readPdf(await pdfOf(layoutCodes(sheet, fonts), fonts, at));
		expect(JSON.stringify(pdf)).toContain('スムーズ');
	});

	it.each([
		['Arabic', 'فرع المركز'],
		['Hebrew', 'סניף מרכז'],
		['Devanagari', 'मुख्य शाखा']
	])('%s is refused, with the places that hold it', (script, name) => {
		const sheet = aSheet({}, 6);
		const places = sheet.places.map((place, at) => ({ ...place, name: at < 5 ? `${name} ${at}` : '南京西路店' }));
		expect(() => layoutCodes({ ...sheet, places }, fonts)).toThrow(
			expect.objectContaining({
				issue: expect.objectContaining({
					path: ['places'],
					params: expect.objectContaining({ scripts: script, places: `${name} 0 | ${name} 1 | ${name} 2`, more: 2 })
				})
			})
		);
	});

	it.each([
		['Korean', '오늘 서비스는 어떠셨나요? 1분이면 충분합니다', '강남점 계산대'],
		['Thai', 'ช่วยบอกเราว่าวันนี้เป็นอย่างไรบ้าง น้ำดื่มที่นี่ดีไหม', 'สาขาสยาม']
	])('%s is printed, in lines that end between words', async (_, call, name) => {
		const sheet = aSheet();
		const given = { ...sheet, words: { ...sheet.words, call }, places: [{ ...sheet.places[0]!, name }] };
		const lines = texts(given);
		expect(lines.join('')).not.toContain('□');
		expect(lines.join(' ')).toContain(name);
		const words = new Intl.Segmenter('th', { granularity: 'word' });
		const ends = [...words.segment(call)].map(({ index }) => call.slice(index).trim()).filter(Boolean);
		const said = lines.filter((line) => call.includes(line));
		expect(said.length).toBeGreaterThan(0);
		for (const line of said) expect(ends.some((rest) => rest.startsWith(line))).toBe(true);
		const pdf = JSON.stringify(await readPdf(await pdfOf(layoutCodes(given, fonts), fonts, at)));
		expect(pdf).toContain(name.split(' ')[0]);
	});

	it('no letter that is written from right to left, or joined, is drawn unshaped', () => {
		const drawn = families
			.flatMap((family) => fonts.face(family, 'regular').font.characterSet)
			.map((code) => String.fromCodePoint(code))
			.filter((one) => fonts.drawable(one) !== '□');
		expect(
			drawn.filter((one) => /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Devanagari}]/u.test(one))
		).toEqual([]);
	});

	it('a touchpoint that cannot be written is left out of the small print, never boxes', () => {
		const sheet = aSheet();
		const places = sheet.places.map((place) => ({ ...place, touchpoint: 'صندوق الدفع' }));
		const lines = texts({ ...sheet, places });
		expect(lines.join('')).not.toContain('□');
		expect(lines).toContain(places[0]!.code);
	});
});

describe('a logo', () => {
	const svg = (inner: string): Uint8Array =>
		new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">${inner}</svg>`);

	it('stays paths where it is made of paths', () => {
		expect(readLogo('svg', new TextEncoder().encode(TREE)).map(({ kind }) => kind)).toEqual(['path', 'path']);
		const [moved] = readLogo(
			'svg',
			svg('<g transform="translate(5 0) rotate(90)"><rect width="2" height="1" fill="#f00" opacity=".5"/></g>')
		);
		expect(moved).toMatchObject({ kind: 'path', d: 'M50 0L50 20L40 20L40 0Z', fill: '#ff0000', opacity: 0.5 });
	});

	it('becomes a picture where it is more', () => {
		const gradient = svg(
			'<defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1"/></linearGradient></defs><rect width="10" height="5" fill="url(#g)"/>'
		);
		expect(readLogo('svg', gradient)).toMatchObject([{ kind: 'image', x: 0, width: 100 }]);
	});

	it.each([
		['names a file', '<image href="/etc/passwd" width="10" height="10"/>', 'logo_outside'],
		['names an address', '<rect width="9" height="9" fill="url(https://x.example/a#b)"/>', 'logo_outside'],
		['holds text', '<text x="1" y="9">A</text>', 'logo_text']
	])('is refused when it %s', (_, inner, code) => {
		expect(() => readLogo('svg', svg(inner))).toThrow(expect.objectContaining({ issue: { code, path: ['logo'] } }));
	});

	it.each([
		['svg', 'no drawing'],
		['svg', '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>'],
		['png', 'GIF89a no picture at all, and long enough to have a head'],
		['jpeg', 'not this either']
	] as const)('is refused when it is no %s', (kind, text) => {
		expect(() => readLogo(kind, new TextEncoder().encode(text))).toThrow(
			expect.objectContaining({ issue: { code: expect.stringMatching(/^logo/) as string, path: ['logo'] } })
		);
	});
});
