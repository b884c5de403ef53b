import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, unescapeFormulas } from './csv.ts';

const cell = (text: string): string => csvLine([text]).slice(0, -2);

describe('a cell of a CSV file', () => {
	it.each([
		['=1+1', "'=1+1"],
		['a;=1+1', "a;'=1+1"],
		[';=cmd|x', ";'=cmd|x"],
		['a; "=1', '"a; ""\'=1"'],
		['a\t@x', "a\t'@x"],
		['a\n+1', '"a\n\'+1"'],
		['\u0000=1', "\u0000'=1"],
		["'=1", "''=1"],
		['; -5;x', "; '-5;x"],
		['＝1', "'＝1"],
		['-5', '-5'],
		['-0.25', '-0.25'],
		['a, -5 degrees', '"a, -5 degrees"'],
		['fine; really', 'fine; really'],
		["it's = good", "it's = good"]
	])('%j stands as %j', (text, written) => {
		expect(cell(text)).toBe(written);
		expect(unescapeFormulas(written.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"'))).toBe(text);
	});

	it.each(['=', '+', '-', '@', '\t=', '\r=', '\r\n=', ' =', '\t+1', '\r-x', '-5-', '- 5', '--5', '+5', '-5,1', '-1e3'])(
		'%j begins no formula',
		(text) => expect(cell(text)).toContain("'")
	);

	it('is quoted as csv-stringify quotes it, byte for byte', () => {
		const text = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', '\r\n', ' ', ';', 'a', '说', "'") });
		fc.assert(
			fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (cells) => {
				expect(csvLine(cells)).toBe(stringify([cells], { record_delimiter: '\r\n', quoted_match: /[\r\n]/ }));
			})
		);
	});

	it('runs nothing, wherever a region separates, and comes back as it was', () => {
		const piece = fc.constantFrom(
			'=',
			'+',
			'-',
			'@',
			"'",
			'"',
			';',
			'\t',
			'\n',
			'\r',
			' ',
			',',
			'a',
			'1',
			'＝',
			'\u0000'
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
				const text = pieces.join('');
				const written = cell(text);
				const plain = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
				expect(unescapeFormulas(plain)).toBe(text);
				if (!/^-?\d+(\.\d+)?$/.test(text))
					// eslint-disable-next-line no-control-regex -- spreadsheets skip NUL before a formula
					for (const part of plain.split(/[;\t\r\n]/)) expect(part).not.toMatch(/^[\s\u0000"]*[=+\-@＝]/u);
			})
		);
	});
});
