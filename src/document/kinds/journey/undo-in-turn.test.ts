import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { idsFrom, retail } from '../../../../tests/support/journey.ts';
import { sync } from '../../../../tests/support/journey-documents.ts';
import { commandNames, inputFor } from '../../../../tests/support/likely-input.ts';
import { type CommandName, runCommand } from '#domain/journey/index.ts';
import { personOrigin } from '../../core/transaction-origins.ts';
import { createUndo } from '../../core/undo.ts';
import { apply } from './apply.ts';
import { journeyKind } from './index.ts';
import { readJourney } from './read.ts';
import { createJourneyDocument } from './seed.ts';

/*
 * Several people, each with a document of their own as in a browser, who hear of everything at once and take back what
 * they did in turn.
 */

const start = retail();
const seeded = createJourneyDocument(start);

type Fields = Record<string, unknown>;

function people(count: number) {
	const all = Array.from({ length: count }, (_, n) => {
		const doc = new Y.Doc();
		doc.clientID = 1000 + n;
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(seeded));
		return { doc, origin: personOrigin(String(n)), newId: idsFrom(500 + n) };
	});
	const share = (from: Y.Doc): void => all.forEach(({ doc }) => doc !== from && sync(doc, from));
	return all.map(({ doc, origin, newId }) => {
		const undo = createUndo(journeyKind, doc, origin);
		const heard = <T>(result: T): T => {
			share(doc);
			return result;
		};
		return {
			doc,
			undo: () => heard(undo.undo()),
			redo: () => heard(undo.redo()),
			/** Whether it changed anything, and so is a step. */
			edit(command: CommandName, input: unknown): boolean {
				const result = runCommand(readJourney(doc), command, input, { newId });
				if (!result.ok) return false;
				let changed = false;
				doc.once('update', () => (changed = true));
				undo.stopCapturing();
				apply(doc, result.value.changes, origin);
				return heard(changed);
			},
			any(command: CommandName, picks: readonly number[]): boolean {
				return this.edit(command, inputFor(readJourney(doc), command, picks));
			}
		};
	});
}

interface Edit {
	readonly who: number;
	readonly command: CommandName;
	readonly picks: readonly number[];
}
const one: fc.Arbitrary<Edit> = fc.record({
	who: fc.nat({ max: 2 }),
	command: fc.constantFrom(...commandNames),
	picks: fc.array(fc.nat(), { minLength: 6, maxLength: 6 })
});

describe('people who take back in turn', () => {
	const card = start.cards[0]!;
	const shown = (doc: Y.Doc) => readJourney(doc).cards.find(({ id }) => id === card.id);
	const open = () => {
		const [ann, bob] = people(2);
		const write = (by: typeof ann, fields: Fields) => by!.edit('editCard', { id: card.id, fields });
		return { ann: ann!, bob: bob!, write };
	};

	it('Bob overwrites and takes back: Ann’s value stands again, and is hers to take back', () => {
		const { ann, bob, write } = open();
		write(ann, { title: 'Ann' });
		write(bob, { title: 'Bob' });
		expect([bob.undo(), shown(ann.doc)!.title]).toEqual([true, 'Ann']);
		expect([ann.undo(), shown(bob.doc)!.title]).toEqual([true, card.title]);
		expect([ann.redo(), shown(bob.doc)!.title]).toEqual([true, 'Ann']);
		expect([bob.redo(), shown(ann.doc)!.title]).toEqual([true, 'Bob']);
		expect([ann.undo(), shown(bob.doc)!.title]).toEqual([false, 'Bob']);
	});

	it('Bob takes back and does again, several times', () => {
		const { ann, bob, write } = open();
		write(ann, { title: 'Ann' });
		write(bob, { title: 'Bob' });
		for (const expected of ['Ann', 'Bob', 'Ann', 'Bob', 'Ann'])
			expect([expected === 'Ann' ? bob.undo() : bob.redo(), shown(ann.doc)!.title]).toEqual([true, expected]);
		expect([ann.undo(), shown(bob.doc)!.title]).toEqual([true, card.title]);
	});

	it('Bob deletes the card and brings it back: Ann’s steps go on where they were', () => {
		const { ann, bob, write } = open();
		write(ann, { title: 'Ann' });
		write(ann, { description: `${card.description} by Ann` });
		bob.edit('deleteCards', { ids: [card.id] });
		bob.undo();
		expect([ann.undo(), shown(bob.doc)]).toEqual([true, { ...card, title: 'Ann' }]);
		expect([ann.undo(), shown(bob.doc)]).toEqual([true, card]);
		expect([ann.redo(), ann.redo()]).toEqual([true, true]);
		expect(shown(bob.doc)).toMatchObject({ title: 'Ann', description: `${card.description} by Ann` });
	});

	it('Ann types, deletes the card, and takes back both', () => {
		const { ann, write } = open();
		write(ann, { description: `${card.description} by Ann` });
		ann.edit('deleteCards', { ids: [card.id] });
		expect([ann.undo(), ann.undo()]).toEqual([true, true]);
		expect(shown(ann.doc)).toEqual(card);
		expect([ann.redo(), shown(ann.doc)?.description]).toEqual([true, `${card.description} by Ann`]);
		expect([ann.redo(), shown(ann.doc)]).toEqual([true, undefined]);
	});

	it('what Bob typed into a text since stays, also in a card that was brought back', () => {
		const { ann, bob, write } = open();
		write(ann, { description: 'By Ann. ' });
		bob.edit('deleteCards', { ids: [card.id] });
		bob.undo();
		write(bob, { description: 'By Ann. By Bob.' });
		expect(ann.undo()).toBe(true);
		expect(shown(ann.doc)!.description).toContain('By Bob.');
		expect(shown(ann.doc)!.description).not.toContain('By Ann.');
	});

	it('a card made by Ann, changed by Bob and changed back, is hers to take away', () => {
		const { ann, bob } = open();
		const { sceneId, laneId } = card;
		ann.edit('addCard', { sceneId, laneId, title: 'New', kind: card.kind });
		const mine = readJourney(ann.doc).cards.find(({ title }) => title === 'New')!;
		bob.edit('editCard', { id: mine.id, fields: { title: 'Newer' } });
		bob.undo();
		bob.edit('deleteCards', { ids: [mine.id] });
		bob.undo();
		const there = () => readJourney(bob.doc).cards.some(({ id }) => id === mine.id);
		expect([there(), ann.undo(), there()]).toEqual([true, true, false]);
		expect([ann.redo(), there()]).toEqual([true, true]);
	});

	it('whoever takes back a step over which others did and undid whatever they like is where they were before it', () => {
		let compared = 0;
		const walk = (before: Edit[], mine: Edit[], theirs: Edit[]): void => {
			const all = people(3);
			for (const { who, command, picks } of before) all[who]!.any(command, picks);
			const states = [readJourney(all[0]!.doc)];
			for (const { command, picks } of mine) if (all[0]!.any(command, picks)) states.push(readJourney(all[0]!.doc));
			const steps: { undo: () => boolean; before: ReturnType<typeof readJourney> }[] = [];
			for (const { who, command, picks } of theirs) {
				const by = all[1 + (who % 2)]!;
				const there = readJourney(by.doc);
				if (by.any(command, picks)) steps.push({ undo: by.undo, before: there });
			}
			for (const step of steps.toReversed()) {
				expect(step.undo()).toBe(true);
				expect(readJourney(all[0]!.doc)).toEqual(step.before);
			}
			for (const state of states.slice(0, -1).toReversed()) {
				expect(all[0]!.undo()).toBe(true);
				for (const { doc } of all) expect(readJourney(doc)).toEqual(state);
				compared++;
			}
			for (const state of states.slice(1)) {
				expect(all[0]!.redo()).toBe(true);
				expect(readJourney(all[1]!.doc)).toEqual(state);
			}
		};
		const some = (max: number) => fc.array(one, { maxLength: max });
		fc.assert(fc.property(some(4), some(4), some(6), walk), { numRuns: 100 });
		expect(compared).toBeGreaterThan(100);
	}, 60_000);
});
