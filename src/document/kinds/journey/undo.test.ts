import { describe, expect, it } from 'vitest';
import { copyOf, edit, me, other, sync } from '../../../../tests/support/journey-documents.ts';
import { retail } from '../../../../tests/support/journey.ts';
import { patch } from '#domain/journey/index.ts';
import { createUndo } from '../../core/undo.ts';
import { apply } from './apply.ts';
import { journeyKind } from './index.ts';
import { readJourney } from './read.ts';
import { createJourneyDocument } from './seed.ts';

const start = retail();

describe('undo', () => {
	it('takes back own edits only, in order, and does them again', () => {
		const doc = createJourneyDocument(start);
		const undo = createUndo(journeyKind, doc, me);
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
		const undo = createUndo(journeyKind, doc, me);
		edit(doc, 'deleteScene', { id: start.scenes[2]!.id });
		undo.undo();
		expect(readJourney(doc)).toEqual(start);
	});

	it('keeps what others typed into the same text', () => {
		const doc = createJourneyDocument(start);
		const undo = createUndo(journeyKind, doc, me);
		const id = start.scenes[2]!.id;
		const before = start.scenes[2]!.description;
		edit(doc, 'editScene', { id, fields: { description: `${before} quickly` } });
		edit(doc, 'editScene', { id, fields: { description: `How to: ${before} quickly` } }, other);
		undo.undo();
		expect(readJourney(doc).scenes[2]!.description).toBe(`How to: ${before}`);
	});

	describe('of a step that others have overwritten', () => {
		const id = start.scenes[2]!.id;
		const open = () => {
			const doc = createJourneyDocument(start);
			const undo = createUndo(journeyKind, doc, me);
			const rename = (title: string, by = me) => {
				undo.stopCapturing();
				edit(doc, 'editScene', { id, fields: { title } }, by);
			};
			return { doc, undo, rename, title: () => readJourney(doc).scenes.find((scene) => scene.id === id)!.title };
		};

		it('says that nothing was left, changes nothing, and leaves older steps for the next time', () => {
			const { doc, undo, rename, title } = open();
			edit(doc, 'addScene', { title: 'Older' });
			rename('A one');
			rename('B one', other);
			let changes = 0;
			doc.on('update', () => changes++);
			let told = 0;
			undo.subscribe(() => told++);
			expect([undo.undo(), title(), changes]).toEqual([false, 'B one', 0]);
			expect(told).toBeGreaterThan(0);
			expect(readJourney(doc).scenes).toHaveLength(start.scenes.length + 1);
			expect([undo.canUndo, undo.canRedo]).toEqual([true, false]);
			expect(undo.undo()).toBe(true);
			expect([readJourney(doc).scenes.length, title()]).toEqual([start.scenes.length, 'B one']);
			expect([undo.canUndo, undo.undo()]).toEqual([false, false]);
		});

		it('goes back to theirs, never past it', () => {
			const { undo, rename, title } = open();
			rename('A one');
			rename('B one', other);
			rename('A two');
			expect([undo.undo(), title()]).toEqual([true, 'B one']);
			expect([undo.undo(), title()]).toEqual([false, 'B one']);
			expect([undo.redo(), title()]).toEqual([true, 'A two']);
		});

		it('goes back step by step over one’s own', () => {
			const { undo, rename, title } = open();
			rename('A one');
			rename('A two');
			for (const expected of ['A one', start.scenes[2]!.title])
				expect([undo.undo(), title()]).toEqual([true, expected]);
			for (const expected of ['A one', 'A two']) expect([undo.redo(), title()]).toEqual([true, expected]);
			for (const expected of ['A one', start.scenes[2]!.title])
				expect([undo.undo(), title()]).toEqual([true, expected]);
		});

		it('does not do again over what others wrote meanwhile', () => {
			const { undo, rename, title } = open();
			rename('A one');
			undo.undo();
			rename('B one', other);
			expect([undo.redo(), title(), undo.canRedo]).toEqual([false, 'B one', false]);
		});

		it('takes back the rest of a step of several records', () => {
			const { doc, undo } = open();
			const [mine, theirs] = start.touchpoints;
			apply(
				doc,
				[
					patch('touchpoint', mine!.id, { title: 'A one' }),
					patch('touchpoint', theirs!.id, { title: 'A two', channel: 'phone' })
				],
				me
			);
			edit(doc, 'editTouchpoint', { id: theirs!.id, fields: { title: 'B two' } }, other);
			expect(undo.undo()).toBe(true);
			const found = (touchpoint: string) => readJourney(doc).touchpoints.find((t) => t.id === touchpoint)!;
			expect(found(mine!.id).title).toBe(mine!.title);
			expect(found(theirs!.id)).toMatchObject({ title: 'B two', channel: theirs!.channel });
		});

		it('of a text says so, too', () => {
			const { doc, undo } = open();
			edit(doc, 'addScene', { title: 'Older' });
			undo.stopCapturing();
			const before = start.scenes[2]!.description;
			edit(doc, 'editScene', { id, fields: { description: `${before} mine` } });
			edit(doc, 'editScene', { id, fields: { description: 'theirs' } }, other);
			expect(undo.undo()).toBe(false);
			expect(readJourney(doc).scenes.find((scene) => scene.id === id)!.description).toBe('theirs');
			expect(readJourney(doc).scenes).toHaveLength(start.scenes.length + 1);
		});

		it('of a card that somebody deleted says so; after it came back the next steps work on it', () => {
			const { doc, undo } = open();
			const card = start.cards[0]!;
			const [ann, bob] = [undo, createUndo(journeyKind, doc, other)];
			edit(doc, 'editCard', { id: card.id, fields: { title: 'A one' } });
			ann.stopCapturing();
			edit(doc, 'editCard', { id: card.id, fields: { title: 'A two' } });
			edit(doc, 'deleteCards', { ids: [card.id] }, other);
			expect(ann.undo()).toBe(false);
			expect(bob.undo()).toBe(true);
			const title = () => readJourney(doc).cards.find(({ id: one }) => one === card.id)!.title;
			expect(title()).toBe('A two');
			bob.destroy();
		});
	});

	it('two names given at the same time are one of them, never a mix', () => {
		const one = createJourneyDocument(start);
		const two = copyOf(one);
		const id = start.scenes[2]!.id;
		edit(one, 'editScene', { id, fields: { title: 'Checkout fast' }, seen: { title: start.scenes[2]!.title } });
		edit(two, 'editScene', { id, fields: { title: 'Slow checkout' }, seen: { title: start.scenes[2]!.title } }, other);
		sync(one, two);
		sync(two, one);
		const titles = [one, two].map((doc) => readJourney(doc).scenes.find((scene) => scene.id === id)!.title);
		expect(titles[0]).toBe(titles[1]);
		expect(['Checkout fast', 'Slow checkout']).toContain(titles[0]);
	});

	it('brings a card back whole, also when others renamed it while it was being deleted', () => {
		const doc = createJourneyDocument(start);
		const undo = createUndo(journeyKind, doc, me);
		const card = start.cards.find(({ description }) => description !== '') ?? start.cards[0]!;
		const theirs = copyOf(doc);
		edit(doc, 'deleteCards', { ids: [card.id] });
		edit(theirs, 'editCard', { id: card.id, fields: { title: 'Theirs' } }, other);
		sync(doc, theirs);
		const found = () => readJourney(doc).cards.find(({ id }) => id === card.id);
		expect(found()).toBeUndefined();
		expect(undo.undo()).toBe(true);
		expect(found()).toEqual(card);
		expect([undo.redo(), found()]).toEqual([true, undefined]);
		expect(undo.undo()).toBe(true);
		expect(found()).toEqual(card);
	});

	it('does not overwrite a value that somebody else set later', () => {
		const doc = createJourneyDocument(start);
		const undo = createUndo(journeyKind, doc, me);
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
		const undo = createUndo(journeyKind, doc, me);
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
