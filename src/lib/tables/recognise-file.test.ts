import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encode, testEncodings } from '../../../tests/support/encode.ts';
import { workbook } from '../../../tests/support/workbook.ts';
import { RECOGNISE_BYTES, recogniseFile } from './recognise-file.ts';
import { linesOf, textOf } from './read-text.ts';

const folder = resolve(import.meta.dirname, '../../../tests/fixtures/survey-exports');
const samples = readdirSync(folder).filter((name) => name.endsWith('.csv'));
const known = samples.filter((name) => !name.startsWith('none-'));
const shapeOf = (name: string): string => name.replace(/\.csv$/, '').replace('-full-answers', '');

function linesIn(name: string): string[][] {
	const text = textOf(new Uint8Array(readFileSync(join(folder, name))));
	const lines = text.ok ? linesOf(text.value) : text;
	if (!lines.ok) throw new Error(name);
	return lines.value;
}

describe.each(known)('%s', (name) => {
	const lines = linesIn(name);
	const plain = recogniseFile(new Uint8Array(readFileSync(join(folder, name))));

	it('is recognised as it lies there', async () => {
		expect(await plain).toMatchObject({ ok: true, value: { shape: shapeOf(name) } });
	});

	it.each(testEncodings)('and in %s, with commas, semicolons and tabs', async (encoding) => {
		const original = await plain;
		if (!original.ok) throw new Error(name);
		for (const separator of [',', ';', '\t']) {
			// Line breaks inside cells are LF, between rows CRLF, as Qualtrics writes them.
			const text = stringify(lines, { delimiter: separator, record_delimiter: 'windows', quoted: true });
			const read = await recogniseFile(encode(text, encoding));
			expect(read).toMatchObject({ ok: true });
			if (!read.ok) return;
			const { encoding: seen, separator: cut, ...rest } = read.value;
			// Letters that all encodings share say nothing about which it is.
			const tells = encoding !== 'GB18030' || /[^\x00-\x7f]/.test(text); // eslint-disable-line no-control-regex -- beyond ASCII
			expect([seen, cut]).toEqual([tells ? encoding.replace(' BOM', '') : 'UTF-8', separator]);
			const { encoding: _encoding, separator: _separator, ...same } = original.value;
			expect(rest).toEqual(same);
		}
	});

	it('and as a workbook', async () => {
		const original = await plain;
		if (!original.ok) throw new Error(name);
		const read = await recogniseFile(workbook(lines));
		expect(read).toEqual({ ok: true, value: { ...original.value, encoding: null, separator: null } });
	});
});

describe('a file that is none of them', () => {
	it.each(samples.filter((name) => name.startsWith('none-')))('%s: null, with its columns', async (name) => {
		const read = await recogniseFile(new Uint8Array(readFileSync(join(folder, name))));
		expect(read).toMatchObject({ ok: true, value: { shape: null, headerRows: 1, rows: { complete: 8 } } });
		expect(read.ok && read.value.columns.map(({ header }) => header)).toEqual(linesIn(name)[0]);
	});
});

describe('a file that cannot be read', () => {
	const issueOf = async (bytes: Uint8Array): Promise<string | undefined> => {
		const read = await recogniseFile(bytes);
		return read.ok ? undefined : read.issues[0]?.code;
	};
	it('says why', async () => {
		expect(await issueOf(new Uint8Array())).toBe('empty');
		expect(await issueOf(new Uint8Array(RECOGNISE_BYTES + 1))).toBe('too_big');
		expect(await issueOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]))).toBe('workbook');
		expect(await issueOf(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toBe('workbook_broken');
		expect(await issueOf(new TextEncoder().encode('a,b\n1,"2\n'))).toBe('broken');
		expect(await issueOf(new TextEncoder().encode('x\n'.repeat(200_100)))).toBe('too_many');
	});

	it('odd bytes never throw', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, zipped) => {
				const given = zipped ? Uint8Array.from([0x50, 0x4b, 3, 4, ...bytes]) : bytes;
				expect(typeof (await recogniseFile(given)).ok).toBe('boolean');
			}),
			{ numRuns: 300 }
		);
	});

	it('nor does a workbook with bytes of it changed', async () => {
		const good = workbook([
			['a', 1],
			['b', 2]
		]);
		await fc.assert(
			fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), async (at, byte) => {
				const bytes = good.slice();
				bytes[at] = byte;
				expect(typeof (await recogniseFile(bytes)).ok).toBe('boolean');
			}),
			{ numRuns: 300 }
		);
	});
});
