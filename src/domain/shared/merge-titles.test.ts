import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeTitles } from './merge-titles.ts';

describe('mergeTitles', () => {
	it.each([
		[
			'one at the end, the other at the start',
			'Till',
			'Till in the shop',
			'The busy Till',
			'The busy Till in the shop'
		],
		['different words', 'Pays at the till', 'Pays at the desk', 'Queues at the till', 'Queues at the desk'],
		['one replaces the only word, the other adds to it', 'Shop', 'Shop front', 'Store', 'Store front'],
		[
			'one takes words away',
			'Pays in cash at the till',
			'Pays at the till',
			'Pays in cash at the desk',
			'Pays at the desk'
		],
		['Han characters one by one', '门店结账', '门店扫码结账', '线下门店结账', '线下门店扫码结账'],
		['Han characters at both ends', '结账', '付款', '结账排队', '付款排队'],
		['Han and Latin together', 'App 下单', 'App 下单付款', '新App 下单', '新App 下单付款'],
		['the same of both', 'Till', 'Desk', 'Desk', 'Desk'],
		['nothing of mine', 'Till', 'Till', 'Desk', 'Desk'],
		['nothing of theirs', 'Till', 'Desk', 'Till', 'Desk']
	])('keeps what both changed: %s', (_, seen, mine, theirs, expected) => {
		expect(mergeTitles(seen, mine, theirs)).toBe(expected);
		expect(mergeTitles(seen, theirs, mine)).toBe(expected);
	});

	it.each([
		['the same word', 'Till', 'Tills', 'till'],
		['another name altogether', 'Shop', 'Store front', 'Boutique'],
		['both added at the same end', 'Pay', 'Pay at the till', 'Pay by app'],
		['both added to Han characters', '结账', '结账排队', '结账付款'],
		['a word within what the other replaced', 'Pays in cash', 'Checkout', 'Pays in big cash'],
		['one added a name to what had none', '', 'Shop', 'Store'],
		['one took all away', 'Shop', '', 'Shop today']
	])('makes no mix where there is one: %s', (_, seen, mine, theirs) => {
		expect(mergeTitles(seen, mine, theirs)).toBeNull();
		expect(mergeTitles(seen, theirs, mine)).toBeNull();
	});

	it('is the same for both, whole characters, and nobody’s words but theirs', () => {
		const title = fc
			.array(fc.constantFrom('Pay', 'at', 'till', ' ', '结', '账', '👩‍🍳', 'é', '2'), { maxLength: 8 })
			.map((parts) => parts.join('').replace(/\s+/g, ' ').trim());
		fc.assert(
			fc.property(title, title, title, (seen, mine, theirs) => {
				const merged = mergeTitles(seen, mine, theirs);
				expect(mergeTitles(seen, theirs, mine)).toBe(merged);
				if (merged === null) return;
				expect(merged.isWellFormed()).toBe(true);
				const known = new Set([seen, mine, theirs].join(''));
				expect(
					[...merged].filter((char) => char !== ' ' && !known.has(char) && ![...known].join('').includes(char))
				).toEqual([]);
			}),
			{ numRuns: 500 }
		);
	});
});
