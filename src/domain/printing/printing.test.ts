import { describe, expect, it } from 'vitest';
import { printContrast } from './contrast.ts';
import { formatNames, formatOf, printFormats } from './formats.ts';
import { sizeAdvice } from './code-size.ts';
import { MAX_PLACES, readPlaceList, withLines } from './place-list.ts';
import { callNames, wordsOf } from './print-words.ts';

const names = (text: string) => readPlaceList(text).places.map(({ name }) => name);
const wrong = (text: string) =>
	readPlaceList(text).wrong.map(({ line, issues }) => [line, ...issues.map(({ code }) => code)]);

describe('a list of places', () => {
	it('is one name a line, however the lines end', () => {
		expect(names('Nanjing Road\r\nSuzhou  Street\r\n\r\n静安寺店\n')).toEqual([
			'Nanjing Road',
			'Suzhou Street',
			'静安寺店'
		]);
		expect(readPlaceList('\ufeffA\rB').places).toEqual([
			{ line: 1, name: 'A', owner: null },
			{ line: 2, name: 'B', owner: null }
		]);
		expect(names('')).toEqual([]);
	});

	it('has the columns that its first line names, in whatever order', () => {
		const text = 'owner;counter;shop\nLi@Example.com;Till 1;Nanjing Road\n;;Suzhou Street';
		expect(readPlaceList(text)).toEqual({
			header: ['owner', 'counter', 'shop'],
			places: [
				{ line: 2, name: 'Nanjing Road · Till 1', owner: 'li@example.com' },
				{ line: 3, name: 'Suzhou Street', owner: null }
			],
			wrong: []
		});
		expect(readPlaceList('门店,桌号,员工,负责人邮箱\n静安寺店,8,王芳,wang@example.com').places).toEqual([
			{ line: 2, name: '静安寺店 · 8 · 王芳', owner: 'wang@example.com' }
		]);
	});

	it('takes cells without names for parts of a place, and what has an @ for its owner', () => {
		expect(readPlaceList('Nanjing Road\tTill 1\tli@example.com\nSuzhou Street\tTill 2').places).toEqual([
			{ line: 1, name: 'Nanjing Road · Till 1', owner: 'li@example.com' },
			{ line: 2, name: 'Suzhou Street · Till 2', owner: null }
		]);
	});

	it('finds an owner in a list where few have one', () => {
		expect(readPlaceList('A\nB\nC,c@example.com\nD').places.map(({ owner }) => owner)).toEqual([
			null,
			null,
			'c@example.com',
			null
		]);
		expect(names('Main St, Springfield\nB\nC')).toEqual(['Main St, Springfield', 'B', 'C']);
	});

	it('reads quoted cells', () => {
		expect(names('shop,owner\n"Main St, 5",a@b.example\n"The ""Corner""",')).toEqual(['Main St, 5', 'The "Corner"']);
	});

	it('knows a place again however it was typed', () => {
		expect(names('Cafe\u0301 Nord')).toEqual(['Café Nord']);
		expect(wrong('Café  Nord\nCafe\u0301 Nord')).toEqual([[2, 'place_twice']]);
		expect(readPlaceList('A\nB\nA').wrong[0]!.issues[0]!.params).toEqual({ line: 1 });
	});

	it('says of five thousand lines which three are wrong, and keeps the others', () => {
		const lines = Array.from({ length: 5000 }, (_, at) => `Shop ${at + 1},owner${at % 300}@example.com`);
		lines[16] = ',nobody@example.com';
		lines[2998] = 'Shop 12,owner@example.com';
		lines[4999] = `Shop 5000,owner at example.com@`;
		const text = ['shop,owner', ...lines].join('\r\n');
		const list = readPlaceList(text);
		expect(list.places).toHaveLength(MAX_PLACES - 3);
		expect(list.wrong).toEqual([
			{ line: 18, text: ',nobody@example.com', issues: [{ code: 'place_missing' }] },
			{ line: 3000, text: 'Shop 12,owner@example.com', issues: [{ code: 'place_twice', params: { line: 13 } }] },
			{
				line: 5001,
				text: 'Shop 5000,owner at example.com@',
				issues: [{ code: 'place_owner', params: { owner: 'owner at example.com@' } }]
			}
		]);
		// Put right where they stand, and nothing else changes.
		const mended = withLines(
			text,
			new Map([
				[18, 'Shop 17,nobody@example.com'],
				[3000, null],
				[5001, 'Shop 5000,owner@example.com']
			])
		);
		expect(readPlaceList(mended).wrong).toEqual([]);
		expect(readPlaceList(mended).places).toHaveLength(4999);
	});

	it('refuses names that nobody could read, and quotes that swallow nothing', () => {
		expect(wrong(`shop,owner\n${'x'.repeat(101)},\n\u200b,a@b.example\nA\u0007,\n"open,a@b.example\nB,`)).toEqual([
			[2, 'place_long'],
			[3, 'place_missing'],
			[4, 'place_letters'],
			[5, 'place_quote']
		]);
	});

	it('leaves empty rows of a spreadsheet out', () => {
		expect(readPlaceList('shop,owner\nA,\n,\n , \nB,').places.map(({ line }) => line)).toEqual([2, 5]);
	});
});

describe('paper', () => {
	it.each(formatNames)('%s: every cell lies on the page, and the code in its cell', (name) => {
		const { page, cell, across, down, left, top, pitch, code } = formatOf(name);
		expect(left).toBeGreaterThan(-1e-9);
		expect(top).toBeGreaterThan(-1e-9);
		expect(left + (across - 1) * pitch.x + cell.width).toBeLessThanOrEqual(page.width + 1e-9);
		expect(top + (down - 1) * pitch.y + cell.height).toBeLessThanOrEqual(page.height + 1e-9);
		expect(code).toBeLessThan(cell.height);
		expect(code).toBeLessThan(cell.width);
	});

	it('has a name for each format', () => {
		expect(printFormats.map(({ name }) => name)).toEqual(formatNames);
	});

	it('is advised by the distance, and by how fine a module is', () => {
		expect(sizeAdvice(128, 37, 100)).toMatchObject({ verdict: 'good', wanted: 100 });
		expect(sizeAdvice(128, 37, 100).reach).toBeCloseTo(105.2, 1);
		expect(sizeAdvice(54, 37, 100)).toMatchObject({ verdict: 'near', wanted: 100 });
		expect(sizeAdvice(19, 41, 15).verdict).toBe('fine-print');
		expect(sizeAdvice(19, 49, 15).verdict).toBe('too-small');
		expect(sizeAdvice(25, 33, 5).wanted).toBeCloseTo(33 * 0.396);
	});

	it('tells ink that a phone sees from ink that it does not', () => {
		expect(printContrast('#14171f')).toMatchObject({ grade: 'A', printable: true });
		expect(printContrast('#14504a').grade).toBe('A');
		expect(printContrast('#3f8f84')).toMatchObject({ grade: 'B', printable: true });
		expect(printContrast('#b5c9c6')).toMatchObject({ printable: false });
		expect(printContrast('#ffff00')).toMatchObject({ grade: 'F', printable: false });
		expect(printContrast('#ffffff')).toEqual({ share: 0, grade: 'F', printable: false });
	});

	it('has words in every language for every call', () => {
		for (const call of callNames) {
			const [english, chinese] = [wordsOf(call, 'en', null), wordsOf(call, 'zh-CN', 'en')];
			expect(english.call).not.toBe(chinese.call);
			expect(chinese.second).toBe(english.call);
			expect(english.second).toBe('');
		}
	});
});
