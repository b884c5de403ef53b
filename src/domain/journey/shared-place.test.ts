import { describe, expect, it } from 'vitest';
import { retail } from '../../../tests/support/journey.ts';
import { emptySnapshot } from './assemble.ts';
import { layoutJourney } from './layout.ts';
import { fromShared, toShared } from './shared-place.ts';

const s = retail();
const narrow = layoutJourney(s);
const wide = layoutJourney(s, { room: 5000, headerWidth: 88 });

describe('a place told to others', () => {
	it('is in the same cell on another layout, as far across and down', () => {
		for (const [c, column] of narrow.columns.entries())
			for (const [r, row] of narrow.rows.entries()) {
				const told = toShared(narrow, { x: column.x + column.width * 0.25, y: row.y + row.height * 0.75 });
				const seen = fromShared(wide, told);
				expect((seen.x - wide.columns[c]!.x) / wide.columns[c]!.width).toBeCloseTo(0.25, 1);
				expect((seen.y - wide.rows[r]!.y) / wide.rows[r]!.height).toBeCloseTo(0.75, 1);
			}
	});

	it('comes back the same, beyond the map and on an empty one too', () => {
		for (const at of [
			{ x: -40, y: 3 },
			{ x: narrow.width + 90, y: narrow.height + 20 }
		]) {
			expect(fromShared(narrow, toShared(narrow, at))).toEqual(at);
		}
		const none = layoutJourney(emptySnapshot({ title: '', description: '', kind: 'as-is', schema: {}, epoch: 1 }));
		expect(fromShared(none, toShared(none, { x: 12, y: 34 }))).toEqual({ x: 12, y: 34 });
	});
});
