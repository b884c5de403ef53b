import { expect, it } from 'vitest';
import { wrongValues } from './template-values.ts';

it('takes what the fields of a template may hold', () => {
	const data = {
		thing1: '售后服务评价',
		time2: '2026-11-22 09:30',
		phrase3: '已完成',
		amount4: '¥12.50',
		name5: '王小明'
	};
	expect(wrongValues({ ...data, character_string6: 'NO-2026/1', number7: '12.5', phone_number8: '+86 138' })).toEqual(
		[]
	);
});

it('names what WeChat would refuse', () => {
	const long = '长'.repeat(21);
	expect(
		wrongValues({ thing1: long, phrase2: 'done', character_string3: '单号1', letter4: 'a1', other5: 'x' })
	).toEqual([...['thing1', 'phrase2', 'character_string3', 'letter4', 'other5']]);
	// Letters are counted as people see them.
	expect(wrongValues({ thing1: '😀'.repeat(20) })).toEqual([]);
	expect(wrongValues({ thing1: 'a\nb', symbol2: '!!!!!!' })).toEqual(['thing1', 'symbol2']);
});
