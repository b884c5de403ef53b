import { describe, expect, it } from 'vitest';
import { applyChanges, commands, execute, type JourneySnapshot } from '#domain/journey/index.ts';
import { inOutline, intentOf, type Intent, type Key } from '../keyboard.ts';
import { addItem } from './actions.ts';
import { aBoard, ids } from './board.fixture.ts';
import type { Place } from './focus.ts';
import { perform, type Stage } from './perform.ts';

const { s1, s2, pain, a, b, c, p, path } = ids;
const stage: Stage = { fit() {}, zoomBy() {}, help() {}, inspect() {}, deleted() {} };
const key = (name: string, over: Partial<Key> = {}): Intent =>
	intentOf({ key: name, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...over })!;
const control = (name: string) => key(name, { ctrlKey: true });

/** Keys that do something to what has the focus or is selected. */
const edits: readonly (readonly [string, Intent])[] = [
	['Delete', key('Delete')],
	['Backspace', key('Backspace')],
	['Enter', key('Enter')],
	['F2', key('F2')],
	['N', key('n')],
	['Space', key(' ')],
	...['x', 'c', 'v', 'd', 'a'].map((name) => [`Ctrl ${name}`, control(name)] as const),
	...['Up', 'Down', 'Left', 'Right'].map((to) => [`Alt ${to}`, key(`Arrow${to}`, { altKey: true })] as const)
];

/** Somebody else deletes it. */
const without = (
	map: JourneySnapshot,
	command: 'deleteCards' | 'deleteScene' | 'deleteLane' | 'disconnect',
	input: object
) => {
	const done = execute(commands[command] as typeof commands.deleteScene, map, input as { id: string }, {
		newId: () => ''
	});
	if (!done.ok) throw new Error(JSON.stringify(done.issues));
	return applyChanges(map, done.value.changes);
};

const item = (id: string): Place => ({ at: 'item', id });
type Case = readonly [string, (all: ReturnType<typeof aBoard>) => void, Parameters<typeof without>[1], object, string];
const cases: readonly Case[] = [
	['the card in focus', ({ board }) => board.focus.go(item(b)), 'deleteCards', { ids: [b] }, 'Till'],
	['the card that is selected', ({ board }) => board.selection.set([p]), 'deleteCards', { ids: [p] }, 'Late'],
	['the scene of the card in focus', ({ board }) => board.focus.go(item(c)), 'deleteScene', { id: s2 }, 'Parcel'],
	[
		'the lane of a selected card',
		({ board }) => {
			board.focus.go(item(c));
			board.selection.set([p]);
		},
		'deleteLane',
		{ id: pain },
		'Late'
	],
	['the scene in focus', ({ board }) => board.focus.go({ at: 'scene', id: s1 }), 'deleteScene', { id: s1 }, 'Before'],
	[
		'the scene of the cell in focus',
		({ board }) => board.focus.go({ at: 'cell', sceneId: s1, laneId: pain }),
		'deleteScene',
		{ id: s1 },
		'Before'
	],
	[
		'the lane that is selected',
		({ board }) => board.selection.setHead({ at: 'lane', id: pain }),
		'deleteLane',
		{ id: pain },
		'Pain points'
	],
	[
		'the path that is selected',
		({ board }) => board.selection.setHead({ at: 'path', id: path }),
		'disconnect',
		{ id: path },
		'Shop → Parcel'
	],
	[
		'the scene in which a card is being added',
		({ board }) => void addItem(board, { sceneId: s2, laneId: pain }),
		'deleteScene',
		{ id: s2 },
		'After'
	]
];

describe('after somebody else deleted what a person had chosen', () => {
	describe.each(cases)('%s', (_, choose, command, input, title) => {
		const lose = () => {
			const all = aBoard();
			all.board.copied = [{ type: 'touchpoint', title: 'Copied' } as never];
			choose(all);
			all.source.theirs(without(all.source.snapshot, command, input));
			return all;
		};

		it('says once what has gone', () => {
			expect(lose().lost).toEqual([[title]]);
		});

		it.each(edits)('%s does nothing to its neighbour', (_, intent) => {
			const { board, source } = lose();
			const before = source.snapshot;
			perform(board, stage, intent);
			expect(source.snapshot).toBe(before);
			expect(board.draft).toBeNull();
			expect(board.editing).toBeNull();
			expect(board.selection.empty).toBe(true);
			expect(board.copied).toHaveLength(1);
		});

		it('says it again to whoever presses such a key, and clearing a selection chooses nothing', () => {
			const { board, source, lost } = lose();
			const before = source.snapshot;
			perform(board, stage, key('Escape'));
			perform(board, stage, key('Delete'));
			expect(source.snapshot).toBe(before);
			expect(lost).toEqual([[title], [title]]);
		});

		it('an arrow that leads elsewhere chooses', () => {
			const { board, source } = lose();
			const before = board.focus.place;
			for (const to of ['ArrowDown', 'ArrowRight', 'ArrowLeft', 'ArrowUp'])
				if (board.focus.place === before) perform(board, stage, key(to));
			const { place } = board.focus;
			expect(place).not.toEqual(before);
			perform(board, stage, key(' '));
			if (place?.at !== 'cell') expect(board.selection.empty).toBe(false);
			const map = source.snapshot;
			board.focus.go(item(a));
			board.selection.clear();
			if (board.item(a)) {
				perform(board, stage, key('Delete'));
				expect(source.snapshot).not.toBe(map);
			}
		});
	});

	it('the focus that is put on the neighbour chooses nothing; a press or Tab does', () => {
		const { board, source } = aBoard();
		board.focus.go(item(b));
		source.theirs(without(source.snapshot, 'deleteCards', { ids: [b] }));
		board.lostPlace.came(false);
		board.focus.set(board.focus.place!);
		perform(board, stage, key('Delete'));
		expect(board.item(a)).toBeDefined();
		board.lostPlace.came(true);
		perform(board, stage, key('Delete'));
		expect(board.item(a)).toBeUndefined();
	});

	it('text that follows Enter is no keys of the board', () => {
		const { board, source } = aBoard();
		board.focus.go(item(b));
		source.theirs(without(source.snapshot, 'deleteCards', { ids: [b] }));
		perform(board, stage, key('Enter'));
		const letter: Key = { key: 'i', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
		expect(board.afterTyping.swallows(letter, `item:${a}`)).toBe(true);
	});

	it('opening the inspector of the neighbour chooses it', () => {
		const { board, source } = aBoard();
		board.focus.go(item(b));
		source.theirs(without(source.snapshot, 'deleteCards', { ids: [b] }));
		perform(board, stage, key('i'));
		perform(board, stage, key('Delete'));
		expect(board.item(a)).toBeUndefined();
	});

	it('one’s own undo works, and gives nothing to the keys', () => {
		const { board, source } = aBoard();
		board.run(commands.editTouchpoint, { id: a, fields: { title: 'Booth' } });
		board.focus.go(item(b));
		const others = source.snapshot;
		source.theirs(without(others, 'deleteCards', { ids: [b] }));
		perform(board, stage, control('z'));
		expect(board.item(a)?.title).toBe('Shop');
	});

	it('of several the selection shrinks to what is left, and that is what the keys mean', () => {
		const { board, source, lost } = aBoard();
		board.focus.go(item(b));
		board.selection.set([b, p]);
		source.theirs(without(source.snapshot, 'deleteCards', { ids: [b] }));
		expect(lost).toEqual([['Till']]);
		// What it stands on now is not among them.
		expect(board.focus.place).toEqual(item(a));
		perform(board, stage, key('Enter'));
		expect(board.editing).toBeNull();
		perform(board, stage, key('ArrowLeft', { altKey: true }));
		expect(board.item(p)?.sceneId).toBe(s1);
		expect(board.item(a)?.sceneId).toBe(s1);
		board.selection.set([p]);
		perform(board, stage, key('Delete'));
		expect(board.item(p)).toBeUndefined();
		expect(board.item(a)).toBeDefined();
	});

	it('one after the other is told in one line, with all of them', () => {
		const { board, source, lost } = aBoard();
		board.focus.go(item(b));
		board.selection.set([b, p]);
		source.theirs(without(source.snapshot, 'deleteCards', { ids: [b] }));
		source.theirs(without(source.snapshot, 'deleteCards', { ids: [p] }));
		expect(lost).toEqual([['Till'], ['Till', 'Late']]);
		// The neighbour, which nobody chose, goes too.
		source.theirs(without(source.snapshot, 'deleteCards', { ids: [a] }));
		expect(lost).toHaveLength(2);
	});

	it('means the same in the outline, where up and left are one', () => {
		const { board, source } = aBoard();
		board.focus.go({ at: 'scene', id: s1 });
		source.theirs(without(source.snapshot, 'deleteScene', { id: s1 }));
		const before = source.snapshot;
		for (const [, intent] of edits) {
			const meant = inOutline(intent, board.focus.place?.at);
			if (meant) perform(board, stage, meant);
		}
		expect(source.snapshot).toBe(before);
	});

	it('who chose nothing is told nothing, and one’s own deletions are one’s own', () => {
		const { board, source, lost } = aBoard();
		source.theirs(without(source.snapshot, 'deleteCards', { ids: [a] }));
		expect(lost).toEqual([]);
		board.focus.go(item(b));
		perform(board, stage, key('Delete'));
		expect(lost).toEqual([]);
		board.focus.go(item(c));
		perform(board, stage, key('Delete'));
		expect(board.item(c)).toBeUndefined();
		expect(lost).toEqual([]);
	});
});
