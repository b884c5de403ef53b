import { describe, expect, it } from 'vitest';
import { retail } from '../../../tests/support/journey.ts';
import { readOpening, writeOpening } from './opening.ts';

describe('what is stored of a map for its page to show first', () => {
	const map = retail();

	it('comes back as it was, without descriptions', () => {
		const titled = { ...map, touchpoints: map.touchpoints.map((one) => ({ ...one, description: 'Long' })) };
		const read = readOpening(writeOpening(titled))!;
		expect(read.touchpoints).toEqual(map.touchpoints.map((one) => ({ ...one, description: '' })));
		expect(read.lanes).toEqual(
			map.lanes.map((lane) => ({ ...lane, ...('description' in lane && { description: '' }) }))
		);
	});

	it('is one text for one map, in whatever order its fields were read', () => {
		const turned = map.touchpoints.map(
			(one) => Object.fromEntries(Object.entries(one).reverse()) as unknown as typeof one
		);
		expect(writeOpening({ ...map, touchpoints: turned })).toBe(writeOpening(map));
	});

	it('holds any text as letters that a database stores', () => {
		const odd = { ...map, meta: { ...map.meta, title: 'a\0b\ud800' } };
		const text = writeOpening(odd);
		expect(text).not.toMatch(/[\0\ud800]/);
		expect(readOpening(text)!.meta.title).toBe('a\0b\ud800');
	});

	it('is nothing where it would be large, was written by another schema, or was never written', () => {
		const heavy = { ...map, meta: { ...map.meta, title: 'x'.repeat(300_000) } };
		expect(readOpening(writeOpening(heavy))).toBeNull();
		const other = JSON.parse(writeOpening(map)) as { schema: number };
		expect(readOpening(JSON.stringify({ ...other, schema: other.schema + 1 }))).toBeNull();
		expect(readOpening(null)).toBeNull();
	});
});
