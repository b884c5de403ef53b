import { describe, expect, it } from 'vitest';
import { cellOf } from './heatmap-view.ts';
import { stepFrom } from './walk.ts';

const look = { scene: null, row: null, col: null };
const row = (name: string, ...columns: readonly number[]) => ({
	cells: columns.map((column) => cellOf([], { id: `${name}${column}`, title: '', row: name, column, look }))
});

describe('a walk over the cells', () => {
	const rows = [row('a', 0, 1, 2, 3), row('b'), row('c', 0, 2), row('d', 3)];
	const step = (id: string, key: string) => stepFrom(rows, id, key)?.id;

	it('goes along a row and to its ends', () => {
		expect(step('a1', 'ArrowRight')).toBe('a2');
		expect(step('a1', 'ArrowLeft')).toBe('a0');
		expect(step('c0', 'ArrowRight')).toBe('c2');
		expect(step('a3', 'ArrowRight')).toBeUndefined();
		expect(step('a2', 'Home')).toBe('a0');
		expect(step('a2', 'End')).toBe('a3');
	});

	it('goes to the same column of the next row with cells, or to the one beside it', () => {
		expect(step('a2', 'ArrowDown')).toBe('c2');
		expect(step('a3', 'ArrowDown')).toBe('c2');
		expect(step('a1', 'ArrowDown')).toBe('c0');
		expect(step('c0', 'ArrowDown')).toBe('d3');
		expect(step('d3', 'ArrowUp')).toBe('c2');
		expect(step('a0', 'ArrowUp')).toBeUndefined();
		expect(step('d3', 'ArrowDown')).toBeUndefined();
	});

	it('leaves other keys to others', () => {
		expect(stepFrom(rows, 'a1', 'Enter')).toBeNull();
		expect(stepFrom(rows, 'gone', 'ArrowRight')).toBeUndefined();
	});
});
