import { describe, expect, it } from 'vitest';
import { LINE, linePath } from './line-path.ts';

const heights = (path: string) => [...path.matchAll(/[ML][\d.]+ ([\d.-]+)/g)].map(([, y]) => Number(y));

describe('a small line', () => {
	it('goes from the first step to the last, higher values above', () => {
		const path = linePath([0, 50, 100], [0, 100])!;
		expect(path).toMatch(new RegExp(`^M0 .*L${LINE.width / 2} .*L${LINE.width} `));
		const [first, middle, last] = heights(path);
		expect(first).toBeGreaterThan(middle!);
		expect(middle).toBeGreaterThan(last!);
		expect(Math.min(first!, last!)).toBeGreaterThanOrEqual(0);
		expect(Math.max(first!, last!)).toBeLessThanOrEqual(LINE.height);
	});

	it('breaks where there is no value, and a value by itself is a dot', () => {
		const path = linePath([1, null, 2, 3, null], [1, 5])!;
		expect(path.match(/M/g)).toHaveLength(2);
		expect(path).toContain('h.1');
	});

	it('does not make mountains of noise', () => {
		const [a, b] = heights(linePath([79, 80], [0, 100])!);
		expect(Math.abs(a! - b!)).toBeLessThan(1);
		expect(heights(linePath([3, 3], [1, 5])!)).toEqual([LINE.height / 2, LINE.height / 2]);
	});

	it('is none without two values', () => {
		expect(linePath([], [0, 1])).toBeNull();
		expect(linePath([null, 3, null], [1, 5])).toBeNull();
	});
});
