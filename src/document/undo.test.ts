import { describe, expect, it } from 'vitest';
import { copyOf, edit, me, other, sync } from '../../tests/support/journey-documents.ts';
import { retail } from '../../tests/support/journey.ts';
import { createJourneyDocument, createUndo, readJourney } from './index.ts';

const start = retail();

describe('undo', () => {
	it('takes back own edits only, in order, and does them again', () => {
		const doc = createJourneyDocument(start);
		const undo = createUndo(doc, me);
		const [mine, theirs] = [start.touchpoints[0]!, start.touchpoints[1]!];
		edit(doc, 'editTouchpoint', { id: mine.id, fields: { title: 'Mine' } });
		undo.stopCapturing();
		edit(doc, 'editTouchpoint', { id: theirs.id, fields: { title: 'Theirs' } }, other);
		edit(doc, 'addScene', { title: 'Extra' });
		const titles = () =>
			readJourney(doc)
				.touchpoints.filter((t) => [mine.id, theirs.id].includes(t.id))
				.map((t) => t.title)
				.sort();
		expect(undo.undo()).toBe(true);
		expect(readJourney(doc).scenes).toHaveLength(5);
		expect(undo.undo()).toBe(true);
		expect(titles()).toEqual([mine.title, 'Theirs'].sort());
		expect([undo.canUndo, undo.canRedo, undo.undo()]).toEqual([false, true, false]);
		undo.redo();
		undo.redo();
		expect(titles()).toEqual(['Mine', 'Theirs']);
		expect(readJourney(doc).scenes).toHaveLength(6);
	});

	it('brings back a deleted scene with its cards and paths, under the same ids', () => {
		const doc = createJourneyDocument(start);
		const undo = createUndo(doc, me);
		edit(doc, 'deleteScene', { id: start.scenes[2]!.id });
		undo.undo();
		expect(readJourney(doc)).toEqual(start);
	});

	it('keeps what others typed into the same title', () => {
		const doc = createJourneyDocument(start);
		const undo = createUndo(doc, me);
		const id = start.scenes[2]!.id;
		edit(doc, 'editScene', { id, fields: { title: 'Pay quickly' } });
		edit(doc, 'editScene', { id, fields: { title: 'How to Pay quickly' } }, other);
		undo.undo();
		expect(readJourney(doc).scenes[2]!.title).toBe('How to Pay');
	});

	it('does not overwrite a value that somebody else set later', () => {
		const doc = createJourneyDocument(start);
		const undo = createUndo(doc, me);
		const id = start.touchpoints[0]!.id;
		edit(doc, 'editTouchpoint', { id, fields: { channel: 'phone' } });
		const theirs = copyOf(doc);
		edit(theirs, 'editTouchpoint', { id, fields: { channel: 'sms' } }, other);
		sync(doc, theirs);
		undo.undo();
		expect(readJourney(doc).touchpoints.find((t) => t.id === id)!.channel).toBe('sms');
	});

	it('tells when it changes, and joins typing into one step', () => {
		const doc = createJourneyDocument(start);
		const undo = createUndo(doc, me);
		let told = 0;
		undo.subscribe(() => told++);
		const id = start.scenes[0]!.id;
		for (const title of ['D', 'Di', 'Dis']) edit(doc, 'editScene', { id, fields: { title } });
		expect(told).toBeGreaterThan(0);
		undo.undo();
		expect(readJourney(doc).scenes[0]!.title).toBe('Discover');
		undo.destroy();
	});
});
