import { describe, expect, it } from 'vitest';
import { partsOf, pathOf } from './phone.svelte.ts';

describe('what a message of the chat holds', () => {
	it('opens surveys at the address of this page, and nothing else', () => {
		expect(pathOf('https://wayfelt.example/s/Ab3?r=x.y')).toBe('/s/Ab3?r=x.y');
		for (const other of ['https://evil.example/', 'javascript:alert(1)', 'not an address'])
			expect(pathOf(other)).toBeNull();
	});

	it('shows the links of a text, and its markup as nothing else', () => {
		expect(partsOf('请评价 <a href="https://s.example/s/Ab3">点此</a>，谢谢')).toEqual([
			{ text: '请评价 ', href: null },
			{ text: '点此', href: 'https://s.example/s/Ab3' },
			{ text: '，谢谢', href: null }
		]);
		expect(partsOf('<b>a</b>')).toEqual([{ text: '<b>a</b>', href: null }]);
	});
});
