import { describe, expect, it, vi } from 'vitest';
import { dateOrders, judgeOrder, readTime, zoneIn } from './index.ts';

const SHANGHAI = '2024-03-14T11:05';

describe('times', () => {
	it.each([
		// The forms of tools.
		['2015-02-24 11:35:52 -0800', 'ymd', '2015-02-24T19:35:52'],
		['2026-03-31T08:00:00Z', 'ymd', '2026-03-31T08:00:00'],
		['2026-03-31T08:00:00.123+08:00', 'ymd', '2026-03-31T00:00:00'],
		['2024/03/14 7:05:40 PM GMT+8', 'ymd', SHANGHAI],
		['2024/03/14 6:05:40 AM GMT-5', 'ymd', SHANGHAI],
		['2024/03/14 4:35:40 PM GMT+5:30', 'ymd', SHANGHAI],
		['2024/03/14 4:35:40 PM UTC+05:30', 'ymd', SHANGHAI],
		['2024/03/14 6:05:40 AM GMT−5', 'ymd', SHANGHAI],
		['2024-03-14 19:05:40+08', 'ymd', SHANGHAI],
		['2024-03-14 19:05 +08', 'ymd', SHANGHAI],
		['2024-03-14 06:05 -5', 'ymd', SHANGHAI],
		['2024/03/14 下午7:05:40 [GMT+8]', 'ymd', SHANGHAI],
		['2024-03-14 11:05 UTC', 'ymd', SHANGHAI],
		['2024-03-14 06:05 EST', 'ymd', SHANGHAI],
		['Thu Mar 14 2024 19:05:40 GMT+0800 (China Standard Time)', 'ymd', SHANGHAI],
		['Thu, 14 Mar 2024 19:05:40 +0800', 'ymd', SHANGHAI],
		['Thu Mar 14 19:05:40 +0800 2024', 'ymd', SHANGHAI],
		['1710414340', 'ymd', SHANGHAI],
		['1710414340000', 'ymd', SHANGHAI],
		['20240314190540', 'ymd', SHANGHAI],
		// 上午/下午 and AM/PM, before and after.
		['2024/3/14 下午7:05', 'ymd', SHANGHAI],
		['2024/3/14 7:05 下午', 'ymd', SHANGHAI],
		['2024/3/14 下午 07:05:40', 'ymd', SHANGHAI],
		['2024/3/14 下午19:05', 'ymd', SHANGHAI],
		['2024年3月14日 晚上7点05分', 'ymd', SHANGHAI],
		['2024/3/14 中午12:05', 'ymd', '2024-03-14T04:05'],
		['2024/3/14 凌晨12:05', 'ymd', '2024-03-13T16:05'],
		['2024/3/14 PM 7:05', 'ymd', SHANGHAI],
		['03/31/2026 12:15 am', 'mdy', '2026-03-30T16:15'],
		// What Excel writes in its regions.
		['2026/3/5 14:22', 'ymd', '2026-03-05T06:22'],
		['3/14/24 7:05 PM', 'mdy', SHANGHAI],
		['14.3.2024 19.05', 'dmy', SHANGHAI],
		['14-03-2024 19.05.40', 'dmy', SHANGHAI],
		['2024. 03. 14. 19:05', 'ymd', SHANGHAI],
		['2024. 3. 14. 오후 7:05', 'ymd', SHANGHAI],
		['14. 3. 2024 19:05', 'dmy', SHANGHAI],
		['14-Mar-24 19:05', 'ymd', SHANGHAI],
		['14-mars-24 19:05', 'ymd', SHANGHAI],
		['14. März 2024, 19:05', 'ymd', SHANGHAI],
		['Thursday, March 14, 2024 7:05:40 PM', 'ymd', SHANGHAI],
		['14 de marzo de 2024 7:05 p. m.', 'ymd', SHANGHAI],
		['14/03/2024 7:05 μμ', 'dmy', SHANGHAI],
		['14/03/2567 19:05', 'dmy', SHANGHAI],
		['١٤/٠٣/٢٠٢٤ ٧:٠٥ م', 'dmy', SHANGHAI],
		['19:05 14/03/2024', 'dmy', SHANGHAI],
		['14/03/2024 19h05', 'dmy', SHANGHAI],
		['14.мар.24 19:05', 'ymd', SHANGHAI],
		['2024年3月14日19:05', 'ymd', SHANGHAI],
		['2024年3月14日 星期四 19时05分40秒', 'ymd', SHANGHAI],
		['45365.7952', 'ymd', SHANGHAI],
		['45365,7952', 'ymd', SHANGHAI],
		// Figures, signs and words of further regions.
		['2024/03/14 ７:05 ＰＭ', 'ymd', SHANGHAI],
		['๑๔/๐๓/๒๕๖๗ ๑๙:๐๕', 'dmy', SHANGHAI],
		['14/3/67 19:05', 'dmy', SHANGHAI],
		['14 มี.ค. 67 19.05 น.', 'dmy', SHANGHAI],
		['১৪/৩/২০২৪, ৭:০৫:৪০ PM', 'dmy', SHANGHAI],
		['14 مارس 2024 19:05', 'ymd', SHANGHAI],
		['14. Mrz 24 19:05 Uhr', 'ymd', SHANGHAI],
		['Donnerstag, 14. März 2024 um 19:05 Uhr', 'ymd', SHANGHAI],
		['le 14 mars 2024 à 19h05min40s', 'ymd', SHANGHAI],
		['2024-03-14 19 h 05 min 40 s', 'ymd', SHANGHAI],
		['14. marts 2024 kl. 19.05', 'ymd', SHANGHAI],
		['14 Mar 2024 19.05', 'ymd', SHANGHAI],
		['March 14th, 2024 at 7:05 PM', 'ymd', SHANGHAI],
		['14/3/2024, 7:05 PTG', 'dmy', SHANGHAI],
		['14/03/2024 7:05 CH', 'dmy', SHANGHAI],
		['14.03.2024 г., 19:05 ч.', 'dmy', SHANGHAI],
		['2024/3/14(木) 19:05', 'ymd', SHANGHAI],
		['2024年03月14日（四）19:05', 'ymd', SHANGHAI],
		['2024년 3월 14일 목요일 오후 7시 5분', 'ymd', SHANGHAI],
		['令和6年3月14日 19:05', 'ymd', SHANGHAI],
		['113/3/14 下午 07:05', 'ymd', SHANGHAI],
		['二〇二四年三月十四日 下午七时五分', 'ymd', SHANGHAI],
		['2024-W11-4 19:05', 'ymd', SHANGHAI],
		// Databases, servers, programs.
		['2024-03-14T19:05:40.123456789+08:00[Asia/Shanghai]', 'ymd', SHANGHAI],
		['2024-03-14 06:05 America/Chicago', 'ymd', SHANGHAI],
		['2024-03-14 19:05 北京时间', 'ymd', SHANGHAI],
		['2024/03/14 7:05:40 下午 格林尼治标准时间+8', 'ymd', SHANGHAI],
		['Thu Mar 14 11:05:40 UTC 2024', 'ymd', SHANGHAI],
		['14/Mar/2024:19:05:40 +0800', 'ymd', SHANGHAI],
		['14MAR2024:19:05:40', 'ymd', SHANGHAI],
		['14-MAR-24 07.05.40.000000000 PM', 'ymd', SHANGHAI],
		['2024-03-14-19.05.40.000000', 'ymd', SHANGHAI],
		['Mar 14 2024  7:05:40:000PM', 'ymd', SHANGHAI],
		['20240314T110540Z', 'ymd', SHANGHAI],
		['2024-03-14_19-05-40', 'ymd', SHANGHAI],
		["'2024-03-14 19:05", 'ymd', SHANGHAI],
		['1710414340123456', 'ymd', SHANGHAI],
		['2024031419', 'ymd', '2024-03-14T11:00'],
		// A date alone is its noon.
		['2026年3月5日', 'ymd', '2026-03-05T04:00'],
		['45365', 'ymd', '2024-03-14T04:00'],
		['26-03-31', 'ymd', '2026-03-31T04:00'],
		['14-Mar-24', 'ymd', '2024-03-14T04:00']
	] as const)('%s (%s)', (text, order, expected) => {
		expect(readTime(text, order, 'Asia/Shanghai')?.toISOString()).toContain(expected);
	});

	it.each([
		...['', 'yesterday', '2026-02-30', '2026-13-01', '31/03/2026', '2026-01-01 25:00', '2026-01-01 10:61', '13:00'],
		...['2026-01-01 13:00 pm', '2026-01-01 13:00 am', '12', '2024', '1,5', '125秒', 'A1', 'Q1 2024', '1.2.3', '99999'],
		...['2024-W11', '2024-W54-1', '14 March', 'May 2024', '14 foo 2024', '三月', '五分', '2024-03-14 to 2024-03-20'],
		...['192.168.1.1', '+86 138 0013 8000', '1.71041E+12', '2024-03-14 19:05 Foo/Bar', '14 de 2024'],
		...['2024-03-14 19:05 CST', '2024-03-14 19:05 +25', '2024-03-14 19:05 GMT+15', 'hello 2024-03-14']
	])('%j is none', (text) => expect(readTime(text, 'ymd', 'UTC')).toBeNull());

	const regions =
		'en-US en-GB en-CA de de-CH fr fr-CA es es-MX it pt-BR nl sv da nb fi pl cs hu ro hr bg ru uk el tr et lv lt id ms th ko ja zh-CN zh-TW ar-EG ar-AE fa-u-ca-gregory hi bn ka hy';
	it.each(regions.split(' '))('reads what programs of the region %s write', (region) => {
		const at = new Date('2024-03-14T11:05:40Z');
		for (const dateStyle of ['short', 'medium', 'long'] as const)
			for (const timeStyle of ['short', 'medium'] as const) {
				const text = new Intl.DateTimeFormat(region, { dateStyle, timeStyle, timeZone: 'Asia/Shanghai' }).format(at);
				const read = dateOrders.map((order) => readTime(text, order, 'Asia/Shanghai')?.toISOString().slice(0, 16));
				expect(read, text).toContain('2024-03-14T11:05');
			}
	});

	it('reads a zone’s clock, summer and winter', () => {
		expect(readTime('2026-01-15 12:00', 'ymd', 'Europe/Berlin')?.toISOString()).toBe('2026-01-15T11:00:00.000Z');
		expect(readTime('2026-07-15 12:00', 'ymd', 'Europe/Berlin')?.toISOString()).toBe('2026-07-15T10:00:00.000Z');
		// The hour after the change, and one hour before it.
		expect(readTime('2026-03-29 03:30', 'ymd', 'Europe/Berlin')?.toISOString()).toBe('2026-03-29T01:30:00.000Z');
		expect(readTime('2026-03-29 01:30', 'ymd', 'Europe/Berlin')?.toISOString()).toBe('2026-03-29T00:30:00.000Z');
	});

	it('takes midnight for the beginning of its day where a browser calls it 24 o’clock', () => {
		const real = Intl.DateTimeFormat.prototype.formatToParts;
		const formatToParts = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts').mockImplementation(function (
			this: Intl.DateTimeFormat,
			at
		) {
			return real
				.call(this, at)
				.map((part) => (part.type === 'hour' && Number(part.value) === 0 ? { ...part, value: '24' } : part));
		});
		expect(readTime('2026-03-05 00:00', 'ymd', 'UTC')?.toISOString()).toBe('2026-03-05T00:00:00.000Z');
		expect(readTime('2026-03-05 00:00', 'ymd', 'Asia/Shanghai')?.toISOString()).toBe('2026-03-04T16:00:00.000Z');
		formatToParts.mockRestore();
	});

	it('takes the zone that the file names', () => {
		expect(zoneIn(['{"ImportId":"endDate","timeZone":"America/Denver"}'])).toBe('America/Denver');
		expect(zoneIn(['Submit Date (UTC)'])).toBe('+00:00');
		expect(zoneIn(['提交时间（GMT+8）'])).toBe('+08:00');
		expect(zoneIn(['Time', 'End Date (GMT-05:30)'])).toBe('-05:30');
		expect(zoneIn(['Recorded Date', 'rating (1)', 'Nowhere/Land'])).toBeNull();
	});
});

describe('the order of day and month', () => {
	it('is judged over all rows: one 13th decides', () => {
		const rows = [...Array.from({ length: 210 }, () => '01/02/2024'), '01/13/2024'];
		expect(judgeOrder(rows)).toMatchObject({ order: 'mdy', fits: ['mdy'] });
		expect(judgeOrder(['1.2.2024', '13.2.2024', 'soon'])).toMatchObject({ order: 'dmy', readable: 2, filled: 3 });
		expect(judgeOrder(['3/14/24', '3/15/24'])).toMatchObject({ order: 'mdy' });
		expect(judgeOrder(['24/3/14', '24/3/31'])).toMatchObject({ order: 'ymd' });
	});

	it('is left open when both fit, and when rows contradict one another', () => {
		expect(judgeOrder(['01/02/2024', '03/04/2024'])).toMatchObject({
			order: null,
			fits: ['dmy', 'mdy'],
			matters: true
		});
		expect(judgeOrder(['13/02/2024', '02/13/2024'])).toMatchObject({ order: null });
	});

	it('is no question where it makes no difference', () => {
		for (const cells of [['2024-03-14'], ['14-Mar-24'], ['2024年3月14日', ''], ['45365.5']])
			expect(judgeOrder(cells)).toMatchObject({ order: 'ymd', matters: false });
		expect(judgeOrder(['02/02/2024', '03/03/2024']).order).not.toBeNull();
		expect(judgeOrder(['x'])).toMatchObject({ order: null, fits: [], readable: 0 });
	});
});
