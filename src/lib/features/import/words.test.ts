import { describe, expect, it } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { missing, oneSidedText } from './words.ts';

describe('what is still to be chosen', () => {
	it.each([
		['the journey', { score: '', orderInUse: null } as const, '', m.imports_not_ready_journey()],
		['the score', { score: '', orderInUse: 'ymd' } as const, 'j', m.imports_not_ready()],
		['the touchpoint', { score: '1', orderInUse: 'ymd' } as const, 'j', m.imports_not_ready_touchpoint()],
		['the order of dates', { score: '1', orderInUse: null } as const, 'j', m.imports_not_ready_order()]
	])('is %s', (_, setup, journeyId, sentence) => expect(missing(setup, journeyId)).toBe(sentence));
});

describe('the warning about touchpoints of one score', () => {
	const touchpoints = ['A', 'B', 'C', 'D', 'E'].map((title) => ({ id: title.toLowerCase(), title }));
	const setup = { touchpoints, columns: [{ value: '0', label: 'reason' }], touchpointColumn: '0' };

	it('names them and the column', () => {
		const text = oneSidedText(['a', 'b'], setup, 'en');
		expect(text).toContain('A and B');
		expect(text).toContain('“reason”');
	});
	it('names three and counts the others', () =>
		expect(oneSidedText(['a', 'b', 'c', 'd', 'e'], setup, 'en')).toContain('A, B, and C and 2 more'));
});
