import * as encoding from 'lib0/encoding';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { canBeOrdered } from './causal-order.ts';
import { Known } from './metadata.ts';
import { readUpdate } from './read-update.ts';

/** For each client its items of one letter each: what the item comes after, or null for the beginning of the text. */
type Items = readonly (readonly [client: number, clock: number] | null)[];

function updateOf(clients: ReadonlyMap<number, Items>): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, clients.size);
	for (const [client, items] of clients) {
		encoding.writeVarUint(encoder, items.length);
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, 0);
		for (const origin of items) {
			encoding.writeUint8(encoder, origin ? 0x84 : 0x04);
			if (origin) for (const part of origin) encoding.writeVarUint(encoder, part);
			else {
				encoding.writeVarUint(encoder, 1);
				encoding.writeVarString(encoder, 'text');
			}
			encoding.writeVarString(encoder, 'x');
		}
	}
	encoding.writeVarUint(encoder, 0);
	return encoding.toUint8Array(encoder);
}

describe('the order of the items of several clients', () => {
	it('a circle is found', () => {
		const circle = readUpdate(
			updateOf(
				new Map([
					[2, [[1, 0]]],
					[1, [[2, 0]]]
				])
			)
		);
		expect(canBeOrdered(circle, new Map())).toBe(false);
		expect(new Known().check(circle, 'ann')).toBe('gap');
		// With one of them known already there is none.
		expect(canBeOrdered(circle, new Map([[1, 1]]))).toBe(true);
	});

	it('is ordered as Yjs orders it', () => {
		const origin = fc.oneof(fc.constant(null), fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(3)));
		const items = fc.array(origin, { minLength: 4, maxLength: 4 });
		let [good, bad] = [0, 0];
		fc.assert(
			fc.property(items, items, items, (...all) => {
				const update = updateOf(new Map(all.map((some, i) => [3 - i, some])));
				let content;
				try {
					content = readUpdate(update);
				} catch {
					return;
				}
				const doc = new Y.Doc();
				Y.applyUpdate(doc, update);
				const complete = doc.store.pendingStructs === null;
				if (complete) good++;
				else bad++;
				expect(canBeOrdered(content, new Map())).toBe(complete);
			}),
			{ numRuns: 2_000, seed: 1 }
		);
		expect(Math.min(good, bad)).toBeGreaterThan(100);
	});
});
