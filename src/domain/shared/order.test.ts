import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idsFrom } from '../../../tests/support/journey.ts';
import { byOrder, isOrderKey, orderBetween, ordersBetween, place } from './order.ts';

describe('orderBetween', () => {
	it('always gives a well-formed key strictly between its bounds, wherever one inserts', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 60 }), fc.nat(), (places, seed) => {
				const newId = idsFrom(seed);
				const keys: string[] = [];
				for (const at of places) {
					const index = at % (keys.length + 1);
					keys.splice(index, 0, orderBetween(keys[index - 1] ?? null, keys[index] ?? null, newId()));
				}
				expect([...keys].sort()).toEqual(keys);
				expect(new Set(keys).size).toBe(keys.length);
				expect(keys.every(isOrderKey)).toBe(true);
			})
		);
	});

	it('gives two people who insert at the same place different keys nearly always', () => {
		const newId = idsFrom(7);
		const keys = new Set(Array.from({ length: 100 }, () => orderBetween('a0', 'a1', newId())));
		expect(keys.size).toBeGreaterThan(75);
	});

	it('keeps keys short when a thousand are put in a row', () => {
		const keys = ordersBetween(null, null, Array.from({ length: 1000 }, idsFrom(3)));
		expect([...keys].sort()).toEqual(keys);
		expect(Math.max(...keys.map((k) => k.length))).toBeLessThan(12);
	});
});

describe('place', () => {
	const row = (...orders: string[]) => orders.map((order, i) => ({ id: `id-${i}`, order }));

	it('puts several before a position', () => {
		const { orders, repairs } = place(row('a0', 'a1'), 1, ['x', 'y']);
		expect(repairs).toEqual([]);
		expect(['a0', ...orders, 'a1'].sort()).toEqual(['a0', ...orders, 'a1']);
	});

	it('gives new keys to siblings that collided, so that something fits between them', () => {
		const siblings = row('a1', 'a1', 'a1', 'a2');
		const { orders, repairs } = place(siblings, 1, ['new']);
		expect(repairs.map((r) => r.id)).toEqual(['id-1', 'id-2']);
		const after = siblings.map((s) => repairs.find((r) => r.id === s.id) ?? s);
		const sorted = [...after, { id: 'new', order: orders[0]! }].sort(byOrder).map((s) => s.id);
		expect(sorted).toEqual(['id-0', 'new', 'id-1', 'id-2', 'id-3']);
	});
});

describe('isOrderKey', () => {
	it.each(['', '0', 'a', 'b1', 'a00', 'a0!', 'A00000000000000000000000000', 'a1é', `a1${'V'.repeat(300)}`])(
		'refuses %j',
		(key) => {
			expect(isOrderKey(key)).toBe(false);
		}
	);
	it.each(['a0', 'Zz', 'b00', 'a0V', 'a1z'])('takes %j', (key) => {
		expect(isOrderKey(key)).toBe(true);
	});
});
