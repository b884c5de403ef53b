import { expect, test } from 'vitest';
import { formatTyped } from './format-typed.ts';

test.each([
	[15, '15'],
	[15.44, '15.4'],
	[1540.4, '1,540'],
	[2_000_000, '2,000,000'],
	[1.239, '1.24'],
	[0.25, '0.25'],
	[-0.001, '0'],
	[-12.5, '-12.5']
])('%d reads %s', (value, text) => {
	expect(formatTyped(value, 'en')).toBe(text);
	expect(formatTyped(value, 'zh-CN')).toBe(text);
});
