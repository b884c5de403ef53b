import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeNext } from './safe-next.ts';

describe('where to go after signing in', () => {
	it.each(['/', '/journeys/018f', '/journeys?q=a&b=%2F%2Fx#top', '/旅程', '/a//b'])('%s stays', (next) => {
		const url = new URL(next, 'http://x');
		expect(safeNext(next)).toBe(url.pathname + url.search + url.hash);
	});

	it.each([
		null,
		undefined,
		'',
		'journeys',
		'//evil.example',
		'///evil.example',
		'/\\evil.example',
		'\\\\evil.example',
		'/\t/evil.example',
		'/\n/evil.example',
		'\t//evil.example',
		' //evil.example',
		'https://evil.example',
		'https:evil.example',
		'javascript:alert(1)',
		'data:text/html,x',
		'/..//evil.example',
		'/.//evil.example',
		'/%2e//evil.example',
		'/a/..//evil.example',
		'/a\\..\\..\\evil.example',
		'@evil.example',
		'//user@evil.example/',
		'/\u0000/x'
	])('%j goes home', (next) => expect(safeNext(next)).toBe('/'));

	it('never leaves this site, whatever is asked', () => {
		const piece = fc.constantFrom(
			'/',
			'\\',
			'.',
			'..',
			'\t',
			'\n',
			'evil.example',
			'%2f',
			'%5c',
			'@',
			':',
			'?',
			'#',
			'a',
			' '
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
				const at = new URL(safeNext(pieces.join('')), 'https://wayfelt.example/sign-in');
				return at.origin === 'https://wayfelt.example';
			})
		);
	});
});
