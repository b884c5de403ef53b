import { describe, expect, it } from 'vitest';
import { laneKinds } from '#domain/journey/index.ts';
import { textLines } from '#domain/journey/text-lines.ts';
import { m } from '#lib/paraglide/messages.js';
import { locales } from '#lib/paraglide/runtime.js';
import { lettersFor } from './letters.ts';

describe('lettersFor', () => {
	const sizes = { most: 12.5, least: 10 };

	it('has a size for every lane’s own name at which no word is broken in the heads of a phone', () => {
		for (const locale of locales)
			for (const kind of laneKinds) {
				const name = m.kind_lane({ kind }, { locale });
				const size = lettersFor(name, 83, sizes);
				expect([name, size >= 10 && size <= 12.5]).toEqual([name, true]);
				for (const word of name.split(' ')) expect([word, textLines(word, 83, size * 1.12, 9)]).toEqual([word, 1]);
			}
		expect(lettersFor('Touchpoints', 83, sizes)).toBeLessThan(12.5);
		expect(lettersFor('Notes', 83, sizes)).toBe(12.5);
	});

	it('does not make letters small where that helps nothing', () => {
		expect(lettersFor('Donaudampfschifffahrtsgesellschaft', 83, sizes)).toBe(12.5);
		expect(lettersFor('', 83, sizes)).toBe(12.5);
	});
});
