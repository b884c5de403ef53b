import { describe, expect, it } from 'vitest';
import { givenOf, isCorrectable, typedOf, type CorrectedQuestion } from './corrected.ts';

const question = (more: Partial<CorrectedQuestion>): CorrectedQuestion => ({
	id: 'q',
	kind: 'nps',
	text: { en: 'Q' },
	options: null,
	answer: null,
	value: null,
	asked: true,
	...more
});
const options = ['a', 'b', 'else'].map((id) => ({ id, text: { en: id }, other: id === 'else' }));

describe('an answer that is put right', () => {
	it('is typed or chosen where its kind allows; what was not asked stays out', () => {
		expect(isCorrectable(question({}))).toBe(true);
		expect(isCorrectable(question({ asked: false }))).toBe(false);
		expect(isCorrectable(question({ kind: 'single-choice', options }))).toBe(true);
		for (const kind of ['matrix', 'ranking', 'contact', 'consent'])
			expect(isCorrectable(question({ kind })), kind).toBe(false);
	});

	it('keeps its value as it is where nothing was changed', () => {
		for (const value of [3, 'fine', null]) {
			const one = question({ value });
			expect(givenOf(one, typedOf(one))).toBe(value);
		}
		const one = question({ kind: 'single-choice', options, value: { option: 'else', other: 'lift' } });
		expect(givenOf(one, typedOf(one))).toBe(one.value);
	});

	it('becomes what was typed or chosen, with the words beside "other" only while it is chosen', () => {
		expect(givenOf(question({ value: 3 }), { text: '7', chosen: [] })).toBe('7');
		expect(givenOf(question({ value: 3 }), { text: '', chosen: [] })).toBeNull();
		const one = question({ kind: 'single-choice', options, value: { option: 'else', other: 'lift' } });
		expect(givenOf(one, { text: 'lift', chosen: ['a'] })).toEqual({ option: 'a' });
		expect(givenOf(one, { text: 'stairs', chosen: ['else'] })).toEqual({ option: 'else', other: 'stairs' });
		expect(givenOf(one, { text: '', chosen: [] })).toBeNull();
		const more = question({ kind: 'multiple-choice', options, value: { options: ['a'] } });
		expect(givenOf(more, { text: '', chosen: ['a', 'b'] })).toEqual({ options: ['a', 'b'] });
	});
});
