import { describe, expect, it } from 'vitest';
import { contrast, lightness } from '../styles/contrast.ts';
import { initials, presenceColour, presenceColours } from './presence-colour.ts';

describe('presence colours', () => {
	it('are twelve, all different', () => {
		expect(new Set(presenceColours).size).toBe(12);
	});

	it('have equal lightness', () => {
		for (const colour of presenceColours) expect(lightness(colour), colour).toBeCloseTo(0.55, 2);
	});

	it('carry white text, and stand out on both surfaces', () => {
		for (const colour of presenceColours) {
			expect(contrast(colour, '#ffffff'), colour).toBeGreaterThanOrEqual(4.5);
			expect(contrast(colour, '#1c1f26'), colour).toBeGreaterThanOrEqual(3);
		}
	});

	it('are the same for the same id, and spread over ids', () => {
		const ids = Array.from({ length: 600 }, (_, i) => `018f9b2c-0000-7000-8000-${i.toString(16).padStart(12, '0')}`);
		const counts = new Map<string, number>();
		for (const id of ids) {
			expect(presenceColour(id)).toBe(presenceColour(id));
			counts.set(presenceColour(id), (counts.get(presenceColour(id)) ?? 0) + 1);
		}
		expect(counts.size).toBe(12);
		for (const count of counts.values()) expect(count).toBeGreaterThan(20);
	});
});

it.each([
	['李小明', '李'],
	['周宁', '周'],
	['Anna', 'An'],
	['Anna Smith', 'AS'],
	['Jean-Luc de la Tour', 'JT'],
	['demo@example.com', 'DC'],
	['Li (you)', 'Li'],
	['周宁（我）', '周'],
	['x', 'X'],
	['', '?'],
	['  ', '?']
])('initials of %j are %j', (name, expected) => {
	expect(initials(name)).toBe(expected);
});
