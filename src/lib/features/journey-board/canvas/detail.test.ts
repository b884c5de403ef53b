import { describe, expect, it } from 'vitest';
import { detailAt, growth } from './detail.ts';

describe('what a card shows at a size', () => {
	it('loses n and interval before they are too small, then the title', () => {
		expect(detailAt(1)).toBe('all');
		expect(detailAt(0.75)).toBe('all');
		expect(11 * 0.72).toBeGreaterThan(7.9);
		expect(detailAt(0.6)).toBe('value');
		expect(detailAt(0.3)).toBe('colour');
	});

	it('never draws a letter that nobody can read: titles at 8 px or more as long as they are there, values always', () => {
		for (let zoom = 0.2; zoom <= 1.6; zoom += 0.01) {
			const detail = detailAt(zoom);
			if (detail !== 'colour') expect(13 * growth(zoom) * zoom).toBeGreaterThan(8);
			if (detail === 'all') expect(growth(zoom)).toBe(1);
			expect(17 * growth(zoom) * zoom).toBeGreaterThan(8);
		}
	});
});
