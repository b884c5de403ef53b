import { describe, expect, it } from 'vitest';
import { withBelow, withKnown } from './department.ts';

const departments = [
	{ id: 'sales', name: 'Sales', parentId: null },
	{ id: 'web', name: 'Web', parentId: 'sales' },
	{ id: 'shop', name: 'Shop', parentId: 'web' },
	{ id: 'care', name: 'Care', parentId: null }
];

describe('a department as a filter', () => {
	it('has everything below it', () => {
		expect([...withBelow(departments, 'sales')!]).toEqual(['sales', 'web', 'shop']);
		expect([...withBelow(departments, 'shop')!]).toEqual(['shop']);
	});

	it('is none when nobody or somebody unknown is named, and ends in a circle', () => {
		expect(withBelow(departments, null)).toBeNull();
		expect(withBelow(departments, 'gone')).toBeNull();
		const circle = [
			{ id: 'a', name: 'A', parentId: 'b' },
			{ id: 'b', name: 'B', parentId: 'a' }
		];
		expect(withBelow(circle, 'a')!.size).toBe(2);
	});

	it('that is gone is said to be, unless something worse is', () => {
		const read = (department: string | null, problem: 'days' | 'unknown' | null = null) => ({ department, problem });
		expect(withKnown(read('gone'), null)).toEqual(read(null, 'unknown'));
		expect(withKnown(read('gone', 'days'), null)).toEqual(read(null, 'days'));
		expect(withKnown(read('care'), new Set(['care']))).toEqual(read('care'));
		expect(withKnown(read(null), null)).toEqual(read(null));
	});
});
