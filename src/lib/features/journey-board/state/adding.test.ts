import { describe, expect, it } from 'vitest';
import { applyChanges, commands, execute, itemsIn } from '#domain/journey/index.ts';
import { addItem, endTitle } from './actions.ts';
import { aBoard, ids } from './board.fixture.ts';

const { s1, touch, pain, a, b } = ids;
type Made = ReturnType<typeof aBoard>;
const titles = ({ source }: Made, laneId: string) =>
	itemsIn(source.snapshot!, { sceneId: s1, laneId }).map((item) => item.title);
/** What the field does at Enter: keeps what stands in it, then ends. */
function type({ board }: Made, title: string, how: 'enter' | 'escape' | 'left' = 'enter') {
	const item = board.item(board.editing!)!;
	if (title !== '' && how !== 'escape') board.rename(item, title, item.title);
	endTitle(board, item, how);
}

describe('adding cards', () => {
	it('shows the card where it will stand, and puts it into the map with its title, as one step', () => {
		const made = aBoard();
		const { board, source } = made;
		addItem(board, { sceneId: s1, laneId: pain });
		const id = board.editing!;
		expect(board.item(id)).toMatchObject({ type: 'card', kind: 'pain-point' });
		expect(board.layout!.items.has(id)).toBe(true);
		expect(board.focus.place).toEqual({ at: 'item', id });
		expect(titles(made, pain)).toEqual([]);
		expect(source.checkpoints).toBe(0);
		type(made, 'Slow', 'left');
		expect(titles(made, pain)).toEqual(['Slow']);
		expect(board.item(id)!.title).toBe('Slow');
		expect(source.checkpoints).toBe(1);
		expect(board.editing).toBeNull();
	});

	it('goes on to the next card at Enter, below the last one, until there is no title', () => {
		const made = aBoard();
		const { board, source } = made;
		addItem(board, { sceneId: s1, laneId: touch }, 1);
		for (const title of ['One', 'Two', 'Three', 'Four', 'Five']) type(made, title);
		const last = board.item(board.added!)!;
		type(made, '');
		expect(titles(made, touch)).toEqual(['Shop', 'One', 'Two', 'Three', 'Four', 'Five', 'Till']);
		expect(source.checkpoints).toBe(5);
		expect(board.focus.place).toEqual({ at: 'item', id: last.id });
		expect(board.selection.single).toBe(last.id);
		source.undo();
		expect(titles(made, touch)).toEqual(['Shop', 'One', 'Two', 'Three', 'Four', 'Till']);
	});

	it.each(['escape', 'left', 'enter'] as const)('leaves nothing behind without a title (%s)', (how) => {
		const made = aBoard();
		const { board, source } = made;
		const before = source.snapshot;
		addItem(board, { sceneId: s1, laneId: touch });
		type(made, '', how);
		expect(source.snapshot).toBe(before);
		expect(board.map).toBe(before);
		expect(source.canUndo).toBe(false);
		expect(board.focus.place).toEqual({ at: 'item', id: b });
	});

	it('does not go on to another card after a title that was only changed', () => {
		const made = aBoard();
		made.board.edit(a);
		type(made, 'Store');
		expect(made.board.editing).toBeNull();
		expect(titles(made, touch)).toEqual(['Store', 'Till']);
	});

	it('gives back what was typed when the place for it is gone', () => {
		const made = aBoard();
		const { board, source, homeless, reasons } = made;
		addItem(board, { sceneId: s1, laneId: touch });
		const item = board.item(board.editing!)!;
		const gone = execute(commands.deleteScene, source.snapshot!, { id: s1 }, { newId: () => '' });
		source.theirs(applyChanges(source.snapshot!, gone.ok ? gone.value.changes : []));
		expect(board.editing).toBeNull();
		// The field goes from the screen, and keeps what it has.
		board.rename(item, 'Lounge entrance', '');
		expect(homeless).toEqual(['Lounge entrance']);
		expect(reasons).toEqual(['map-gone']);
	});

	it('gives back a title that may not be written any more', () => {
		const { board, source, homeless, reasons } = aBoard();
		const item = board.item(a)!;
		source.canEdit = false;
		board.rename(item, 'Typed on a train', item.title);
		expect(homeless).toEqual(['Typed on a train']);
		expect(reasons).toEqual(['map-locked']);
	});
});
