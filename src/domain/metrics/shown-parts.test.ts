import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { shownParts, type ShownPart } from './index.ts';

const part = (id: string, n: number, ...scopes: string[]): ShownPart => ({ id, n, scopes: ['all', ...scopes] });
const shown = (parts: readonly ShownPart[], wholes: Readonly<Record<string, number>>) =>
	[...shownParts(parts, new Map(Object.entries(wholes)), 5)].sort();

describe('parts that are shown beside their whole', () => {
	it('have enough answers themselves', () => {
		expect(shown([part('a', 50), part('b', 4), part('c', 3)], { all: 57 })).toEqual(['a']);
		expect(shown([part('a', 0)], { all: 0 })).toEqual([]);
	});

	it('leave nothing or enough of the whole: else the smallest is hidden too', () => {
		expect(shown([part('a', 50), part('b', 3)], { all: 53 })).toEqual([]);
		expect(shown([part('a', 50), part('b', 20), part('c', 3)], { all: 73 })).toEqual(['a']);
		expect(shown([part('a', 50), part('b', 20)], { all: 70 })).toEqual(['a', 'b']);
		// Answers of no place are a part of what is left.
		expect(shown([part('a', 50), part('b', 3)], { all: 60 })).toEqual(['a']);
	});

	it('are held against every whole that can be seen', () => {
		const parts = [part('a', 50, 'qr'), part('b', 3, 'qr'), part('c', 40, 'link')];
		expect(shown(parts, { all: 120, qr: 53, link: 67 })).toEqual(['c']);
	});

	it('never leave a few, whatever the numbers', () => {
		const numbers = fc.record({ n: fc.nat(12), channel: fc.constantFrom('qr', 'link') });
		fc.assert(
			fc.property(fc.array(numbers, { maxLength: 8 }), fc.nat(8), fc.nat(8), (some, qr, link) => {
				const parts = some.map(({ n, channel }, at) => part(`${at}`, n, channel));
				const n = (of: string) =>
					parts.filter(({ scopes }) => scopes.includes(of)).reduce((sum, one) => sum + one.n, 0);
				const wholes = { all: n('all') + qr + link, qr: n('qr') + qr, link: n('link') + link };
				const found = new Set(shown(parts, wholes));
				for (const [scope, whole] of Object.entries(wholes)) {
					const inside = parts.filter(({ id, scopes }) => found.has(id) && scopes.includes(scope));
					const left = whole - inside.reduce((sum, one) => sum + one.n, 0);
					if (inside.length > 0) expect(left === 0 || left >= 5).toBe(true);
					for (const one of inside) expect(one.n).toBeGreaterThanOrEqual(5);
				}
			})
		);
	});
});
