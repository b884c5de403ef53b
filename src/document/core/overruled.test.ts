import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { mergeTitles } from '#domain/shared/merge-titles.ts';
import { hearOverruled, type Overruled } from './overruled.ts';
import { createUndo } from './undo.ts';
import { personOrigin } from './transaction-origins.ts';

const kind = {
	roots: {
		map: { type: 'map', holds: 'record', texts: [], titles: ['title'] },
		cards: { type: 'card', holds: 'records', texts: [], titles: ['title'] }
	}
} as const;

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

const seed = new Y.Doc();
seed.getMap('map').set('title', 'Visit');
seed.getMap('cards').set('c', new Y.Map(Object.entries({ title: 'Till', channel: 'shop' })));

/** Somebody's copy. Of two values that are written at the same moment, that of the larger client id stands. */
function person(client: number) {
	const doc = new Y.Doc();
	doc.clientID = client;
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(seed));
	const told: Overruled[] = [];
	const origin = personOrigin(String(client));
	stops.push(hearOverruled(kind, doc, origin, (one) => told.push(one)));
	const undo = createUndo(kind, doc, origin);
	const card = () => doc.getMap('cards').get('c') as Y.Map<unknown>;
	return {
		doc,
		told,
		undo,
		card,
		rename: (title: string) => doc.transact(() => card().set('title', title), origin),
		write: (work: () => void) => doc.transact(work, origin)
	};
}
type Person = ReturnType<typeof person>;

/** What each has is told to all others. */
function meet(...all: readonly Person[]): void {
	const updates = all.map(({ doc }) => Y.encodeStateAsUpdate(doc));
	for (const { doc } of all) for (const update of updates) Y.applyUpdate(doc, update);
}

describe('titles written at the same moment', () => {
	it('the one whose title does not stand is told, and nobody else', () => {
		const [ada, zoe] = [person(1), person(2)];
		ada.rename('The Till');
		zoe.rename('Till in the shop');
		meet(ada, zoe);
		expect(ada.card().get('title')).toBe('Till in the shop');
		expect(ada.told).toEqual([{ type: 'card', id: 'c', field: 'title', seen: 'Till', mine: 'The Till' }]);
		expect(zoe.told).toEqual([]);
	});

	it("the document's own too", () => {
		const [ada, zoe] = [person(1), person(2)];
		ada.write(() => ada.doc.getMap('map').set('title', 'First visit'));
		zoe.write(() => zoe.doc.getMap('map').set('title', 'Second visit'));
		meet(ada, zoe);
		expect(ada.told).toEqual([{ type: 'map', id: '', field: 'title', seen: 'Visit', mine: 'First visit' }]);
	});

	it('of three, two are told', () => {
		const all = [person(3), person(2), person(1)] as const;
		all.forEach((one, i) => one.rename(`Till ${i}`));
		meet(...all);
		expect(all.map(({ told }) => told.map(({ mine }) => mine))).toEqual([[], ['Till 1'], ['Till 2']]);
	});

	it.each([
		[1, 2, 3],
		[1, 3, 2],
		[2, 1, 3],
		[2, 3, 1],
		[3, 1, 2],
		[3, 2, 1]
	])('three who each merge theirs have all words in the end: clients %i, %i, %i', (...clients) => {
		const all = clients.map(person);
		all[0]!.rename('Pay at the till');
		meet(...all);
		['First pay at the till', 'Pay quickly at the till', 'Pay at the till, leave'].forEach((title, i) =>
			all[i]!.rename(title)
		);
		const deltas = ['First', 'quickly', 'leave'];
		let rounds = 0;
		do {
			for (const one of all)
				for (const { seen, mine } of one.told.splice(0)) {
					const both = mergeTitles(seen, mine, one.card().get('title') as string);
					expect(both).not.toBeNull();
					one.rename(both!);
				}
			meet(...all);
			expect(++rounds).toBeLessThan(10);
		} while (all.some(({ told }) => told.length > 0));
		const titles = new Set(all.map((one) => one.card().get('title')));
		expect(titles.size).toBe(1);
		expect(deltas.filter((words) => ![...titles].join('').includes(words))).toEqual([]);
	});

	it('also when another has renamed it on top of that before it was heard of', () => {
		const [ada, zoe, lee] = [person(1), person(2), person(3)];
		ada.rename('The Till');
		zoe.rename('Till in the shop');
		meet(zoe, lee);
		lee.rename('Till in the shop, Lee says');
		meet(ada, lee);
		expect(ada.card().get('title')).toBe('Till in the shop, Lee says');
		expect(ada.told.map(({ mine }) => mine)).toEqual(['The Till']);
		expect(lee.told).toEqual([]);
	});

	it('who renames it in several steps is told of the last', () => {
		const [ada, zoe] = [person(1), person(2)];
		for (const title of ['T', 'Ti', 'The Till']) ada.rename(title);
		zoe.rename('Desk');
		meet(ada, zoe);
		expect(ada.told.map(({ mine }) => mine)).toEqual(['The Till']);
	});
});

describe('nobody is told', () => {
	it('when somebody renames it who knew of the title, however often it was written', () => {
		const [ada, zoe] = [person(2), person(1)];
		for (const title of ['A', 'B', 'C']) ada.rename(title);
		meet(ada, zoe);
		for (const title of ['D', 'E']) zoe.rename(title);
		meet(ada, zoe);
		expect(ada.card().get('title')).toBe('E');
		expect([...ada.told, ...zoe.told]).toEqual([]);
	});

	it('of whole values that are no titles', () => {
		const [ada, zoe] = [person(1), person(2)];
		ada.write(() => ada.card().set('channel', 'web'));
		zoe.write(() => zoe.card().set('channel', 'app'));
		meet(ada, zoe);
		expect(ada.told).toEqual([]);
	});

	it('of what was taken back, and of what somebody deleted', () => {
		const [ada, zoe] = [person(1), person(2)];
		ada.rename('The Till');
		expect(ada.undo.undo()).toBe(true);
		zoe.rename('Desk');
		meet(ada, zoe);
		expect(ada.told).toEqual([]);

		ada.rename('Counter');
		zoe.write(() => zoe.doc.getMap('cards').delete('c'));
		meet(ada, zoe);
		expect(ada.told).toEqual([]);
	});
});
