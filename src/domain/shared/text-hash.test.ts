import { expect, it } from 'vitest';
import { textHash } from './text-hash.ts';

it('is the same everywhere and for ever, and another for another text', () => {
	expect([textHash(''), textHash('a'), textHash('体验'), textHash('体验 ')]).toMatchInlineSnapshot(`
		[
		  3338908027751811,
		  7929297801672961,
		  558679845474255,
		  7554432361686948,
		]
	`);
	const seen = new Set(Array.from({ length: 20_000 }, (_, n) => textHash(`touchpoints/${n}=[{"n":${n % 7}}]`)));
	expect(seen.size).toBe(20_000);
	for (const hash of seen) if (!Number.isSafeInteger(hash) || hash < 0) throw new Error(`${hash}`);
});
