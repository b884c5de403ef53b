import { expect, it } from 'vitest';
import { departmentOptions, departmentTree } from './department-tree.ts';

const departments = [
	{ id: 'b', parentId: null, name: 'Service' },
	{ id: 'a2', parentId: 'a', name: 'Shop 10' },
	{ id: 'a1', parentId: 'a', name: 'Shop 2' },
	{ id: 'a', parentId: null, name: 'Retail' },
	{ id: 'x', parentId: 'gone', name: 'Orphan' },
	{ id: 'a11', parentId: 'a1', name: 'Tills' }
];

it('puts each below its parent, siblings by name as people count', () => {
	expect(departmentTree(departments, 'en').map((d) => `${d.depth} ${d.name}`)).toEqual([
		'0 Orphan',
		'0 Retail',
		'1 Shop 2',
		'2 Tills',
		'1 Shop 10',
		'0 Service'
	]);
});

it('does not loop on a circle', () => {
	const circle = [
		{ id: 'p', parentId: 'q', name: 'P' },
		{ id: 'q', parentId: 'p', name: 'Q' }
	];
	expect(departmentTree(circle, 'en')).toEqual([]);
});

it('offers none first, and sets deeper ones in', () => {
	const options = departmentOptions(departments, 'en', 'None');
	expect(options[0]).toEqual({ value: '', label: 'None' });
	expect(options.find((o) => o.value === 'a1')?.label).toBe('\u2003Shop 2');
});
