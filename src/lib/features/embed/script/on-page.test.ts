import { expect, it } from 'vitest';
import { isAmong } from './on-page.ts';

const at = (href: string) => new URL(href);

it.each([
	['/cart', 'https://shop.example/cart', true],
	['/cart', 'https://shop.example/cart?step=2', true],
	['/cart', 'https://shop.example/cart/paid', false],
	['/cart*', 'https://shop.example/cart/paid', true],
	['/a,/cart/*', 'https://shop.example/cart/paid', true],
	['/a.b', 'https://shop.example/axb', false],
	['https://shop.example/*', 'https://shop.example/cart', true],
	['https://other.example/*', 'https://shop.example/cart', false],
	['*?from=mail', 'https://shop.example/x?from=mail', true],
	['/(', 'https://shop.example/(', true]
])('%s on %s: %s', (patterns, href, among) => expect(isAmong(patterns, at(href))).toBe(among));
