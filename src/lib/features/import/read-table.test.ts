import { csvLine } from '#domain/shared/csv.ts';
import { m } from '#lib/paraglide/messages.js';
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
			encoding: 'UTF-16LE',
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

/** What an office program writes in an old encoding: the inverse of what the platform decodes. */
function encoded(text: string, label: string): Uint8Array {
	const bytes = new Map<string, number[]>();
	const decoder = new TextDecoder(label);
	for (let lead = 0; lead < 256; lead++) {
		const one = decoder.decode(new Uint8Array([lead]));
		if (one !== '\ufffd') bytes.set(one, [lead]);
		if (lead < 0x81 || !/gb|big|jis|kr/.test(label)) continue;
		for (let trail = 0x40; trail < 255; trail++) {
			const two = decoder.decode(new Uint8Array([lead, trail]));
			if ([...two].length === 1 && two !== '\ufffd' && !bytes.has(two)) bytes.set(two, [lead, trail]);
		}
	}
	return new Uint8Array([...text].flatMap((letter) => bytes.get(letter) ?? [0x3f]));
}

describe('files as office programs save them', () => {
	it.each([
		['windows-1252', 'Windows-1252', 'score,comment\n5,didn’t work\n4,ok'],
		['windows-1252', 'Windows-1252', 'score;comment\n5;“Fine” – café … 5 €'],
		['windows-1252', 'Windows-1252', 'Note;Größe\n5;über Öl, naïve façade'],
		['windows-1252', 'Windows-1252', 'a,b\n1,¿Cómo está? ¡Señor!'],
		['gb18030', 'GB18030', '编号,评分,意见\n1,9,"前台很快，服务热情。"\n2,3,房间有点吵'],
		['gb18030', 'GB18030', 'score,comment\n5,好\n4,ok'],
		['gb18030', 'GB18030', 'score,comment\n5,nice 不错 room，朱镕基\n'],
		['gb18030', 'GB18030', 'score,comment\n5,“很好” didn’t café\n'],
		['big5', 'Big5', '編號,評分,意見\n1,9,"前台很快，服務熱情。"\n2,3,房間有點吵'],
		['windows-1251', 'Windows-1251', 'оценка,отзыв\n5,Очень хорошо'],
		['windows-1250', 'Windows-1250', 'data;ocena;opinia\n2024-03-14;5;Bardzo dobra obsługa, szybko się załatwiło'],
		['shift_jis', 'Shift_JIS', '日付,評価,ご意見\n2024/03/14,5,とても良かったです。スタッフが親切でした'],
		['euc-kr', 'EUC-KR', '날짜,점수,의견\n2024/03/14,5,직원이 친절하고 방이 깨끗했습니다'],
		['macintosh', 'macintosh', 'score,comment\n5,didn’t café “x”']
	])('%s is recognised as %s', (label, encoding, text) => {
		const read = table(encoded(text, label));
		expect(read).toMatchObject({ encoding, unreadable: 0 });
		expect(read.text).toBe(text);
	});

	it('weighs the whole text: one odd place does not turn it', () => {
		const english = `score,comment\n${'5,it didn’t work\n'.repeat(30)}`;
		expect(table(new Uint8Array([...encoded(english, 'windows-1252'), 0x35, 0x2c, 0xba, 0xc3])).encoding).toBe(
			'Windows-1252'
		);
		const utf8WithSlip = new Uint8Array([
			...utf8('评分,评论\n5,很好，服务热情，房间干净，前台也很快，下次还来\n5,'),
			0xff,
			0x0a
		]);
		expect(table(utf8WithSlip)).toMatchObject({ encoding: 'UTF-8', unreadable: 1 });
	});

	it('a zero byte in a cell is a slip, many are no text', () => {
		expect(table(utf8('date,score\n2024-03-14,5\0\n2024-03-15,4'))).toMatchObject({ unreadable: 1 });
		expect(problem(new Uint8Array([0x41, 0, 0, 0, 0x42, 0x0a, 0, 0x43, 0x0a]))?.code).toBe('encoding');
	});

	it('reads UTF-16 without a mark', () => {
		const text = 'score\tcomment\n5\t很好\n';
		const bytes = new Uint8Array(
			[...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8])
		);
		expect(table(bytes)).toMatchObject({ encoding: 'UTF-16LE', separator: '\t', rows: [['5', '很好']] });
	});

	it('a person can say otherwise, and is told what cannot be read so', () => {
		const bytes = encoded('评分,评论\n5,很好', 'gb18030');
		const as = (reading: Parameters<typeof readTable>[2]) => {
			const read = readTable('x.csv', bytes, reading);
			return read.ok ? read.value : null;
		};
		expect(as({ encoding: 'UTF-8' })!.unreadable).toBeGreaterThan(0);
		expect(as({ separator: ';' })!.header).toEqual(['评分,评论']);
		expect(as({ headerRows: 2 })!.rows).toEqual([]);
	});

	it.each([
		['sep=;\na;b\n1;x', ';', ['a', 'b']],
		['"sep=;"\r\na;b\r\n1;x', ';', ['a', 'b']],
		['sep=\\t\na\tb\n1\tx', '\t', ['a', 'b']],
		['\ufeffsep=,\na,b\n1,x', ',', ['a', 'b']],
		['Datum;Wert;Text\n14.03.2024;4,5;gut, sehr gut\n15.03.2024;4,0;ok, na ja', ';', ['Datum', 'Wert', 'Text']],
		['"Wie war es?\nEhrlich, ja; nein";Note\nGut, danke;5\nOk;4', ';', ['Wie war es? Ehrlich, ja; nein', 'Note']],
		['"Which?\n\nTick all, please",b\n"x;y",1\n"p;q",2', ',', ['Which? Tick all, please', 'b']],
		['a|b\n1|x,y', '|', ['a', 'b']],
		['comment\nhello, world\nfine', ',', ['comment', '#2']]
	])('%j', (text, separator, header) => {
		expect(table(utf8(text))).toMatchObject({ separator, header });
	});

	it('says that a workbook is none', () => {
		expect(problem(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))?.code).toBe('workbook');
		expect(problem(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))?.code).toBe('workbook');
	});
});

it('gives back what people said from our own files, where formulas were defused, and leaves apostrophes of others alone', () => {
	const said = ['=1+1', 'a;=1+1', "'=1", '-5', '; "@x'];
	const read = (header: readonly string[]): string[] | null => {
		const text = csvLine(header) + said.map((one) => csvLine([...header.slice(1).map(() => '1'), one])).join('');
		const table = readTable('x.csv', new TextEncoder().encode(`\ufeff${text}`));
		return table.ok ? table.value.rows.map((row) => row.at(-1)!) : null;
	};
	expect(read(['id', 'submitted_at (Asia/Shanghai)', 'comment'])).toEqual(said);
	expect(read([m.imports_errors_row(), m.imports_errors_reason(), 'b'])).toEqual(said);
	expect(read(['x', 'y', 'comment'])).toEqual(["'=1+1", "a;'=1+1", "''=1", '-5', '; "\'@x']);
});
