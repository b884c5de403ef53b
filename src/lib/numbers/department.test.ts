import { describe, expect, it } from 'vitest';
import { withBelow } from './department.ts';

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
});
