import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readStored } from '#document/core/read-stored.ts';
import { journeyKind } from '#document/kinds/journey/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { unstorable } from '#domain/shared/storable.ts';
import { anyDocument, GOOD } from '../../../tests/support/any-document.ts';
import { journeyRows } from './projected-rows.ts';

it('the view of any document can be stored, and holds what is right in it', () => {
	fc.assert(
		fc.property(anyDocument, (update) => {
			if (update === null) return;
			const rows = journeyRows(readStored(journeyKind, update));
			expect(unstorable(rows)).toEqual([]);
			expect(rows.searchText.length).toBeLessThanOrEqual(200_000);
			for (const row of [...rows.scenes, ...rows.touchpoints]) {
				expect(isId(row.id)).toBe(true);
				expect(row.title.length).toBeLessThanOrEqual(1_000);
			}
			expect(rows.scenes.filter((row) => row.id === GOOD)).toMatchObject([{ title: 'Good one' }]);
		}),
		{ numRuns: 300 }
	);
});
