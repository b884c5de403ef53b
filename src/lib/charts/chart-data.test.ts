import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { figure, fileName, toCsv, type ChartData } from './chart-data.ts';

const data: ChartData = {
	title: 'Places',
	note: 'NPS',
	columns: [{ label: 'Place' }, { label: '=Value', isNumber: true }],
	rows: [
		['=HYPERLINK("http://evil","x")', figure(-24.123456, '−24')],
		['+1', figure(null, '')],
		['收银台, "1"', figure(-0.00001, '0')],
		['@x\n=1', figure(1200, '1,200')]
	]
};

describe('the figures of a chart as a file', () => {
	it('are numbers with a point, and texts that begin no formula', () => {
		const csv = toCsv(data);
		expect(csv.startsWith('\ufeff')).toBe(true);
		const [header, ...rows] = parse(csv, { bom: true }) as string[][];
		expect(header).toEqual(['Place', "'=Value"]);
		expect(rows).toEqual([
			['\'=HYPERLINK("http://evil","x")', '-24.1235'],
			["'+1", ''],
			['收银台, "1"', '0'],
			["'@x\n'=1", '1200']
		]);
		expect(csv.split('\r\n')).toHaveLength(6);
	});

	it('has a name that says what it is, and that every system takes', () => {
		expect(fileName({ title: 'Day by day', note: 'NPS, Till, 1 Mar – 30 Mar' }, 'csv')).toBe(
			'Day by day - NPS, Till, 1 Mar – 30 Mar.csv'
		);
		expect(fileName({ title: '各地点走势', note: '满意度 / 30 天' }, 'svg')).toBe('各地点走势 - 满意度 30 天.svg');
		expect(fileName({ title: '..\\a:b*?"<>|\u0000', note: '' }, 'png')).toBe('a b.png');
		expect(fileName({ title: '', note: '' }, 'png')).toBe('chart.png');
		const long = fileName({ title: '长'.repeat(300), note: '' }, 'csv');
		expect(new TextEncoder().encode(long).length).toBeLessThan(255);
	});
});
