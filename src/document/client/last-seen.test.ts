import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { edit } from '../../../tests/support/journey-documents.ts';
import { retail } from '../../../tests/support/journey.ts';
import { journeyKind } from '../kinds/journey/index.ts';
import { createJourneyDocument } from '../kinds/journey/seed.ts';
import { LastSeen } from './last-seen.ts';

const start = retail();
const [first, second, third] = start.touchpoints;

describe('how records read before they were deleted', () => {
	it('is remembered step by step, at places that stand for a record', () => {
		const source = createJourneyDocument(start);
		const steps = [Y.encodeStateAsUpdate(source)];
		source.on('update', (update: Uint8Array) => steps.push(update));
		edit(source, 'editTouchpoint', { id: first!.id, fields: { title: 'Its last name' } });
		edit(source, 'deleteCards', { ids: [first!.id, third!.id] });
		const doc = new Y.Doc();
		const seen = new LastSeen(journeyKind, doc, [
			{ type: 'touchpoint', id: first!.id, fields: null },
			{ type: 'touchpoint', id: second!.id, fields: ['title'] },
			{ type: 'touchpoint', id: 'never there', fields: null },
			{ type: 'journey', id: '', fields: null }
		]);
		for (const step of steps) {
			Y.applyUpdate(doc, step);
			seen.look();
		}
		expect(seen.records.map(({ id }) => id)).toEqual([first!.id]);
		expect(seen.records[0]).toMatchObject({ title: 'Its last name' });
	});
});
