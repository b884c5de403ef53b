import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CELL_CHARS, xlsxOf } from './xlsx.ts';

async function* table(pages: readonly (readonly (readonly string[])[])[]) {
	yield* pages;
}

/** The parts of a zip file, by its central directory. */
async function partsOf(stream: AsyncIterable<Buffer>): Promise<Map<string, string>> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	const zip = Buffer.concat(chunks);
	const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
	const parts = new Map<string, string>();
	let at = zip.readUInt32LE(end + 16);
	for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
		const [size, name, extra, comment, local] = [
			zip.readUInt32LE(at + 20),
			zip.readUInt16LE(at + 28),
			zip.readUInt16LE(at + 30),
			zip.readUInt16LE(at + 32),
			zip.readUInt32LE(at + 42)
		];
		const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
		const method = zip.readUInt16LE(at + 10);
		const data = zip.subarray(begin, begin + size);
		parts.set(
			zip.toString('utf8', at + 46, at + 46 + name),
			(method === 8 ? inflateRawSync(data) : data).toString('utf8')
		);
		at += 46 + name + extra + comment;
	}
	return parts;
}

describe('a workbook', () => {
	it('has texts and numbers, and nothing that is run', async () => {
		const parts = await partsOf(
			xlsxOf(
				table([
					[['id', 'text']],
					[
						['7', '=1+1'],
						['007', 'a < b & "c"'],
						['-1.5', ' 排队\n久 ']
					]
				])
			)
		);
		const sheet = parts.get('xl/worksheets/sheet1.xml')!;
		expect(sheet).toContain(
			'<c r="A2"><v>7</v></c><c r="B2" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>'
		);
		expect(sheet).toContain('<t xml:space="preserve">007</t>');
		expect(sheet).toContain('a &lt; b &amp; "c"');
		expect(sheet).toContain('<c r="A4"><v>-1.5</v></c>');
		expect(sheet).toContain('> 排队\n久 <');
		expect(sheet).not.toContain('<f>');
		expect([...parts.keys()]).toContain('[Content_Types].xml');
	});

	it('says what XML cannot as Excel does, and cuts what is longer than a cell', async () => {
		const parts = await partsOf(xlsxOf(table([[['a']], [['\u0007_x0041_'], ['x'.repeat(CELL_CHARS + 1)]]])));
		const sheet = parts.get('xl/worksheets/sheet1.xml')!;
		expect(sheet).toContain('_x0007__x005F_x0041_');
		expect(sheet).toContain(`${'x'.repeat(CELL_CHARS - 1)}…<`);
	});

	it('goes on on another sheet, under its names', async () => {
		const rows = ['1', '2', '3', '4', '5'].map((n) => [n]);
		const parts = await partsOf(xlsxOf(table([[['n']], rows.slice(0, 3), rows.slice(3)]), 3));
		const sheets = [...parts].filter(([name]) => name.startsWith('xl/worksheets/'));
		expect(sheets).toHaveLength(3);
		expect(sheets.map(([, xml]) => [...xml.matchAll(/<v>(\d)<\/v>/g)].map(([, n]) => n))).toEqual([
			['1', '2'],
			['3', '4'],
			['5']
		]);
		expect(parts.get('xl/workbook.xml')).toContain('responses 3');
	});

	it('of which nothing is known but its names is whole', async () => {
		const parts = await partsOf(xlsxOf(table([[['n']]])));
		expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<row r="1">');
	});

	it('that fails half-way is no file', async () => {
		async function* breaking() {
			yield [['n']];
			throw new Error('away');
		}
		await expect(partsOf(xlsxOf(breaking()))).rejects.toThrow('away');
	});

	it('whose reader leaves asks for no more', async () => {
		let closed = false;
		async function* endless() {
			try {
				yield [['n']];
				for (;;) yield Array.from({ length: 1000 }, (_, at) => [`${Math.random()} ${at}`]);
			} finally {
				closed = true;
			}
		}
		const out = xlsxOf(endless());
		for await (const _ of out) break;
		await expect.poll(() => closed).toBe(true);
	});
});
