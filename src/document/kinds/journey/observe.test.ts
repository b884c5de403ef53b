import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { edit, me } from '../../../../tests/support/journey-documents.ts';
import { retail } from '../../../../tests/support/journey.ts';
import { emptySnapshot, journeySchema } from '#domain/journey/index.ts';
import { observeJourney } from './read.ts';
import { readJourney } from './read.ts';
import { createJourneyDocument, seed } from './seed.ts';
import { collectionMap } from './shape.ts';

const start = retail();

describe('observeJourney', () => {
	it('gives the same snapshot as reading anew, and reuses what did not change', () => {
		const doc = createJourneyDocument(start);
		const seen: unknown[] = [];
		const observer = observeJourney(doc, (_s, origin) => seen.push(origin));
		const before = observer.snapshot;
		const edited = before.touchpoints[3]!;
		edit(doc, 'editTouchpoint', { id: edited.id, fields: { title: 'New' } });
		const now = observer.snapshot;
		expect(now).toEqual(readJourney(doc));
		expect(seen).toEqual([me]);
		expect(now.touchpoints.filter((t, i) => t !== before.touchpoints[i]).map((t) => t.id)).toEqual([edited.id]);
		expect(now.cards).toBe(before.cards);
		expect(now.scenes).toBe(before.scenes);
		expect(now.meta).toBe(before.meta);

		edit(doc, 'editJourney', { fields: { title: 'Other' } });
		expect(observer.snapshot.meta.title).toBe('Other');
		expect(observer.snapshot.touchpoints).toBe(now.touchpoints);
		doc.transact(() => undefined, me);
		expect(seen).toHaveLength(2);
		observer.stop();
		edit(doc, 'addScene', {});
		expect(seen).toHaveLength(2);
	});

	it('follows deletions, quarantine and recovery', () => {
		const doc = createJourneyDocument(start);
		const observer = observeJourney(doc, () => undefined);
		const id = start.cards[0]!.id;
		collectionMap(doc, 'card').get(id)!.set('kind', 'hologram');
		expect(observer.snapshot.quarantine.map((q) => q.id)).toEqual([id]);
		collectionMap(doc, 'card').get(id)!.set('kind', 'note');
		expect(observer.snapshot.quarantine).toEqual([]);
		edit(doc, 'deleteScene', { id: start.scenes[0]!.id });
		expect(observer.snapshot).toEqual(readJourney(doc));
	});

	it('starts from an empty document and sees the content arrive', () => {
		const doc = new Y.Doc();
		const observer = observeJourney(doc, () => undefined);
		expect(observer.snapshot).toEqual(
			emptySnapshot({ title: '', description: '', kind: 'as-is', schema: {}, epoch: 0 })
		);
		Y.applyUpdate(doc, seed(start));
		expect(observer.snapshot).toEqual(start);
		expect(observer.snapshot.meta.schema).toEqual(journeySchema.current);
	});
});
