import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { copyOf, edit, me } from '../../../../tests/support/journey-documents.ts';
import { idsFrom, retail } from '../../../../tests/support/journey.ts';
import { commandNames, inputFor } from '../../../../tests/support/likely-input.ts';
import { compare, type Difference, runCommand } from '#domain/journey/index.ts';
import { createUndo } from '../../core/undo.ts';
import { apply } from './apply.ts';
import { journeyKind, type JourneyTypes } from './index.ts';
import { readJourney } from './read.ts';
import { createJourneyDocument } from './seed.ts';
import { Touched } from '../../core/touched.ts';

const start = retail();

/** A document, and the places that were written at in it. */
function watched(): { doc: Y.Doc; touched: Touched<JourneyTypes> } {
	const doc = copyOf(createJourneyDocument(start));
	const touched = new Touched(journeyKind);
	doc.on('update', (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
		if (transaction.local) touched.add(transaction);
	});
	return { doc, touched };
}

const keys = (differences: readonly Difference[]) =>
	differences
		.map(({ what, here, there, fields }) => [what, (here ?? there)!.id, ...[...fields].sort()].join(' '))
		.sort();

describe('the places that transactions wrote at', () => {
	it('are texts, other fields, whole records and the journey', () => {
		const { doc, touched } = watched();
		const [a, b] = start.touchpoints;
		edit(doc, 'editTouchpoint', { id: a!.id, fields: { title: 'Typed' } });
		edit(doc, 'editTouchpoint', { id: a!.id, fields: { momentOfTruth: !a!.momentOfTruth } });
		edit(doc, 'editJourney', { fields: { title: 'Renamed' } });
		edit(doc, 'deleteCards', { ids: [b!.id] });
		edit(doc, 'addScene', { title: 'New' });
		const scene = readJourney(doc).scenes.at(-1)!;
		edit(doc, 'editScene', { id: scene.id, fields: { title: 'New and edited' } });
		expect(touched.places).toEqual(
			expect.arrayContaining([
				{ type: 'touchpoint', id: a!.id, fields: ['title', 'momentOfTruth'] },
				{ type: 'journey', id: '', fields: ['title'] },
				{ type: 'touchpoint', id: b!.id, fields: null },
				{ type: 'scene', id: scene.id, fields: null }
			])
		);
	});

	it('hold every difference that edits, undo and redo made', () => {
		const step = fc.oneof(
			{
				weight: 5,
				arbitrary: fc.tuple(fc.constantFrom(...commandNames), fc.array(fc.nat(), { minLength: 6, maxLength: 6 }))
			},
			{ weight: 1, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) }
		);
		fc.assert(
			fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
				const { doc, touched } = watched();
				const undo = createUndo(journeyKind, doc, me);
				const newId = idsFrom(77);
				for (const one of steps) {
					if (typeof one === 'string') undo[one]();
					else {
						const snapshot = readJourney(doc);
						const result = runCommand(snapshot, one[0], inputFor(snapshot, ...one), { newId });
						undo.stopCapturing();
						if (result.ok) apply(doc, result.value.changes, me);
					}
				}
				const now = readJourney(doc);
				expect(keys(compare(now, start, touched.places))).toEqual(keys(compare(now, start)));
				undo.destroy();
				doc.destroy();
			}),
			{ numRuns: 80 }
		);
	}, 60_000);
});
