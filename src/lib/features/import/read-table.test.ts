import { describe, expect, it } from 'vitest';
import { readTable, valuesOf } from './read-table.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const table = (bytes: Uint8Array) => {
	const read = readTable('x.csv', bytes);
	if (!read.ok) throw new Error(read.issues[0]!.code);
	return read.value;
};
const problem = (bytes: Uint8Array) => {
	const read = readTable('x.csv', bytes);
	return read.ok ? null : read.issues[0];
};

describe('reading a table', () => {
	it('knows UTF-8 with and without a mark, UTF-16 and GB18030', () => {
		expect(table(utf8('评分,评论\n5,很好'))).toMatchObject({
			encoding: 'UTF-8',
			header: ['评分', '评论'],
			rows: [['5', '很好']]
		});
		expect(table(utf8('\ufeff评分,评论\n5,很好')).header[0]).toBe('评分');
		// "评分\n好\n" as Chinese Excel writes it.
		expect(table(new Uint8Array([0xc6, 0xc0, 0xb7, 0xd6, 0x0a, 0xba, 0xc3, 0x0a]))).toMatchObject({
			encoding: 'GB18030',
			header: ['评分'],
			rows: [['好']]
		});
		expect(table(new Uint8Array([0xff, 0xfe, 0x41, 0, 0x0a, 0, 0x35, 0]))).toMatchObject({
			encoding: 'UTF-16',
			header: ['A'],
			rows: [['5']]
		});
		expect(problem(new Uint8Array([0x41, 0x0a, 0xff, 0xff, 0xff]))?.code).toBe('encoding');
	});

	it('finds the separator, also when the quoted names hold others', () => {
		expect(table(utf8('a;"b,c,d";e\n1;2;3')).header).toEqual(['a', 'b,c,d', 'e']);
		expect(table(utf8('a\tb\n1\t2')).rows).toEqual([['1', '2']]);
	});

	it('takes line breaks in cells, short rows and unnamed columns', () => {
		const { header, rows } = table(utf8('a,,c\r\n"one\r\ntwo",x\r\n1,2,3,4\r\n'));
		expect(header).toEqual(['a', '#2', 'c', '#4']);
		expect(rows).toEqual([
			['one\r\ntwo', 'x', '', ''],
			['1', '2', '3', '4']
		]);
	});

	it('takes files that were joined together, and inches', () => {
		expect(table(utf8('a,b\r\n1,"x"\r\n2,"y"\n3,5" screen\r4,z')).rows).toEqual([
			['1', 'x'],
			['2', 'y'],
			['3', '5" screen'],
			['4', 'z']
		]);
	});

	it('says what is wrong with a file', () => {
		expect(problem(utf8('a,b\n'))?.code).toBe('empty');
		expect(problem(utf8(''))?.code).toBe('empty');
		expect(problem(utf8('a,b\n1,2\n"open,3\n4,5'))).toMatchObject({ code: 'broken' });
		expect(problem(new Uint8Array(50 * 1024 * 1024 + 1))?.code).toBe('too_big');
	});

	it('counts the values of a column', () => {
		const rows = [['A'], ['b'], ['a '], ['']];
		expect(valuesOf(rows, 0, 5)).toEqual([
			{ value: 'A', count: 2 },
			{ value: 'b', count: 1 },
			{ value: '', count: 1 }
		]);
		expect(valuesOf(rows, 0, 2)).toBeNull();
	});
});
