import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pack, unpack } from './pack.ts';

it('gives back what was packed, with its authors', () => {
	const update = fc.record({ update: fc.uint8Array({ maxLength: 300 }), author: fc.constantFrom('', 'ann', 'bob') });
	fc.assert(
		fc.property(fc.array(update), (updates) => {
			const packed = pack(updates);
			expect(unpack(packed)).toEqual(updates);
			expect(new Set(packed.authors).size).toBe(packed.authors.length);
		})
	);
});

it('refuses an author that is not listed', () => {
	const { bytes } = pack([{ update: Uint8Array.of(1), author: 'ann' }]);
	expect(() => unpack({ bytes, authors: [] })).toThrow('author');
});
