import { describe, expect, it, test } from 'vitest';
import { number } from './number.ts';

/** The value, or why it is refused; undefined when the question is taken as left out. */
const value = (raw: string, en: string, zh: string) => {
	const question = { ...number.defaults(), labels: { unit: { en, 'zh-CN': zh } }, decimals: 2, min: null, max: null };
	const found = number.read(raw, question);
	return found.ok ? found.value : found.issues[0]!.code;
};

describe('a number with its unit', () => {
	test.each([
		['5 minutes', 5],
		['5minutes', 5],
		['5min', 5],
		['5 min.', 5],
		['5 Mins', 5],
		['1 minute', 1],
		['15m', 15],
		['5分', 5],
		['15分钟', 15],
		['15 分鐘', 15],
		['１５ｍｉｎ', 15],
		['Minutes: 5', 5],
		['min 5', 5],
		['-5min', -5],
		['1,5 min', 1.5],
		['1 234 min', 1234],
		['.5 min', 0.5]
	])('minutes: %j is %d', (text, number) => expect(value(text, 'minutes', '分钟')).toBe(number));

	test.each([
		['$5', 5],
		['$ 5.50', 5.5],
		['5$', 5],
		['5 USD', 5],
		['US$5', 5],
		['-$5', -5],
		['$-5', -5],
		['＄５', 5],
		['5 dollars', 5],
		['5美元', 5],
		['$5 USD', 5],
		['$1,234.50', 1234.5]
	])('USD: %j is %d', (text, number) => expect(value(text, 'USD', '美元')).toBe(number));

	test.each([
		['¥20', 20],
		['￥20', 20],
		['¥20元', 20],
		['20块', 20],
		['20块钱', 20],
		['20 RMB', 20],
		['CNY 20', 20],
		['人民币20元', 20]
	])('yuan: %j is %d', (text, number) => expect(value(text, 'yuan', '元')).toBe(number));

	test.each([
		['2h', 'hours', '小时', 2],
		['2 hrs', 'hours', '小时', 2],
		['2个小时', 'hours', '小时', 2],
		['3x', 'times', '次', 3],
		['3 times', 'times', '次', 3],
		['50 %', 'percent', '%', 50],
		['50％', '%', '%', 50],
		['3 vis', 'visits', '次来访', 3],
		['3 visit', 'visits', '次来访', 3],
		['40 per 100 g', 'per 100 g', '每 100 克', 40]
	])('%j (%s, %s) is %d', (text, en, zh, number) => expect(value(text, en, zh)).toBe(number));

	test.each([
		['minutes', 'minutes', '分钟'],
		['min', 'minutes', '分钟'],
		['分钟', 'minutes', '分钟'],
		[' ＭＩＮＵＴＥＳ ', 'minutes', '分钟'],
		['$', 'USD', '美元'],
		['¥', 'yuan', '元'],
		['m', 'metres', '米'],
		['%', '%', '%']
	])('%j alone (%s) is asked for again, never taken for nothing', (text, en, zh) =>
		expect(value(text, en, zh)).toBe('not_number')
	);

	test.each([
		['5 hours', 'minutes', '分钟'],
		['5h', 'minutes', '分钟'],
		['5小时', 'minutes', '分钟'],
		['€5', 'USD', '美元'],
		['¥5', 'USD', '美元'],
		['$5', 'yuan', '元'],
		['20美元', 'yuan', '元'],
		['5 minutes', 'm', '米'],
		['5 km', 'm', '米'],
		['5k', 'kilometres', '公里'],
		['5 mil', 'miles', '英里'],
		['5 m', 'miles', '英里'],
		['1h 5min', 'minutes', '分钟'],
		['5-10 min', 'minutes', '分钟'],
		['5 or 6 minutes', 'minutes', '分钟'],
		['about 5 minutes', 'minutes', '分钟'],
		['5 minutes late', 'minutes', '分钟'],
		['5 min', '', '']
	])('%j (%s) is asked for again: nobody knows what it is', (text, en, zh) =>
		expect(value(text, en, zh)).toBe('not_number')
	);

	it('is read in time linear in its length', () => {
		expect(value('min'.repeat(100_000), 'min', 'min')).toBe('not_number');
		expect(value(`${'5 '.repeat(48)}min`, 'minutes', '分钟')).toBe('not_number');
	});
});

describe('an end of the answers, as the editor reads it', () => {
	const [, min, max] = number.settings!;
	const read = (text: string) => {
		if (max?.control !== 'number' || min?.control !== 'number') throw new Error('no setting for a number');
		expect(min.read(text)).toEqual(max.read(text));
		const found = max.read(text);
		return found.ok ? found.value : found.issues[0];
	};

	test.each([
		['', null],
		[' ', null],
		['10', 10],
		['-0.25', -0.25],
		['1,440', 1440],
		['１０', 10],
		['10,000,000,000', 10_000_000_000]
	])('%j is %j', (text, value) => expect(read(text)).toBe(value));

	test.each([
		['1O0', { code: 'not_number' }],
		['1.234', { code: 'too_precise', params: { max: 2 } }],
		['0.001', { code: 'too_precise', params: { max: 2 } }],
		['10,000,000,000,000,000', { code: 'too_large', params: { max: 10_000_000_000 } }],
		['1' + '0'.repeat(29), { code: 'too_large', params: { max: 10_000_000_000 } }],
		['-10,000,000,001', { code: 'too_small', params: { min: -10_000_000_000 } }]
	])('%j is refused for what it is', (text, issue) => expect(read(text)).toMatchObject(issue));
});
