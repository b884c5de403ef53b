import { describe, expect, it } from 'vitest';
import { asScreens } from './screen.ts';

describe('the screen that a cookie tells of', () => {
	it('is what it says', () => {
		expect(asScreens('1280x720')).toEqual([{ width: 1280, height: 720 }]);
	});

	it('is one of the usual where it says nothing that a screen can be', () => {
		for (const value of [undefined, '', '0x0', '1280', '99999x1', '1e3x900', '9999x900', '1280x720; x', '-100x900'])
			expect([value, asScreens(value).map(({ width }) => width)]).toEqual([value, [1440, 390]]);
	});
});
