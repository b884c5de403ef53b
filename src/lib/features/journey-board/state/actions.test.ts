import { describe, expect, it } from 'vitest';
import { commands, itemsIn } from '#domain/journey/index.ts';
import {
	addItem,
	addScene,
	deleteSelected,
	drop,
	duplicateSelected,
	moveHead,
	moveItems,
	stepEmotion
} from './actions.ts';
import { aBoard, ids } from './board.fixture.ts';
import { copySelected, paste } from './clipboard.ts';
import { perform, type Stage } from './perform.ts';

const { s1, s2, touch, pain, mood, a, b, c, p } = ids;
const cell = (board: ReturnType<typeof aBoard>['board'], sceneId: string, laneId: string) =>
	itemsIn(board.map, { sceneId, laneId }).map((item) => item.id);
const stage: Stage & { gone: number[] } = {
	fit() {},
	zoomBy() {},
	help() {},
	inspect() {},
	deleted: (n) => stage.gone.push(n),
	gone: []
};

describe('the filter by department', () => {
	it('tells when nothing on the map is the department’s own', () => {
		const { board } = aBoard([
			{ id: 'sales', name: 'Sales', parentId: null },
			{ id: 'care', name: 'Care', parentId: null }
		]);
		expect(board.dimsAll).toBe(false);
		board.results.department = 'sales';
		expect(board.dimsAll).toBe(true);
		board.run(commands.editTouchpoint, { id: c, fields: { departmentId: '00000000-0000-7000-8000-000000000999' } });
		expect(board.dimsAll).toBe(true);
	});
});

describe('what people do on the board', () => {
	it('adds nothing to the curve', () => {
		const { board } = aBoard();
		expect(addItem(board, { sceneId: s1, laneId: mood })).toBe(false);
		expect(board.editing).toBeNull();
	});

	it('changes nothing for who may only look', () => {
		const { board, source } = aBoard();
		source.canEdit = false;
		const before = source.snapshot;
		addItem(board, { sceneId: s1, laneId: pain });
		addScene(board);
		board.selection.set([a]);
		expect(deleteSelected(board)).toBe(0);
		board.edit(a);
		expect(board.editing).toBeNull();
		expect(source.snapshot).toBe(before);
	});

	it('moves within the cell, then on to the next lane that takes it, and into the next scene', () => {
		const { board } = aBoard();
		moveItems(board, [b], 'up');
		expect(cell(board, s1, touch)).toEqual([b, a]);
		moveItems(board, [b], 'right');
		expect(cell(board, s2, touch)).toEqual([b, c]);
		moveItems(board, [p], 'up');
		expect(cell(board, s2, pain)).toEqual([p]);
		moveItems(board, [p], 'left');
		expect(cell(board, s1, pain)).toEqual([p]);
	});

	it('drops several together and says a refusal in words', () => {
		const { board, refusals } = aBoard();
		const line = { x: 0, y: 0, width: 0, height: 0 };
		drop(board, [a, b], { sceneId: s2, laneId: touch, index: 0, accepted: true, line });
		expect(cell(board, s2, touch)).toEqual([a, b, c]);
		drop(board, [a], { sceneId: s2, laneId: pain, index: 0, accepted: true, line });
		expect(refusals).toEqual(['lane_refuses_card']);
	});

	it('deletes with what hangs on it, in one step that can be taken back', () => {
		const { board, source } = aBoard();
		board.selection.set([a]);
		expect(deleteSelected(board)).toBe(2);
		expect(board.selection.empty).toBe(true);
		expect(board.focus.place).toEqual({ at: 'item', id: b });
		source.undo();
		expect(board.map.paths).toHaveLength(1);
	});

	it('deletes a scene with everything in it', () => {
		const { board } = aBoard();
		board.selection.setHead({ at: 'scene', id: s2 });
		expect(deleteSelected(board)).toBe(4);
		expect(board.map.scenes.map((scene) => scene.id)).toEqual([s1]);
	});

	it('copies content without identity; a text becomes what its new lane holds', () => {
		const { board } = aBoard();
		board.selection.set([a]);
		expect(copySelected(board)).toBe(1);
		board.focus.set({ at: 'item', id: c });
		expect(paste(board)).toBe(1);
		expect(cell(board, s2, touch)).toHaveLength(2);
		expect(board.item(board.selection.single!)).toMatchObject({ title: 'Shop' });
		duplicateSelected(board);
		expect(cell(board, s2, touch)).toHaveLength(3);
	});

	it('pastes several as one step, after the item in focus, in the order of the map', () => {
		const { board, source } = aBoard();
		board.selection.set([b, a]);
		copySelected(board);
		board.focus.set({ at: 'item', id: c });
		expect(paste(board)).toBe(2);
		expect(itemsIn(board.map, { sceneId: s2, laneId: touch }).map((item) => item.title)).toEqual([
			'Parcel',
			'Shop',
			'Till'
		]);
		source.undo();
		expect(cell(board, s2, touch)).toEqual([c]);
	});

	it('re-orders scenes and stops at the ends', () => {
		const { board } = aBoard();
		moveHead(board, { at: 'scene', id: s2 }, -1);
		expect(board.map.scenes.map((scene) => scene.id)).toEqual([s2, s1]);
		expect(board.announcer.text).toBe('After is now 1 of 2');
		moveHead(board, { at: 'scene', id: s2 }, -1);
		expect(board.map.scenes.map((scene) => scene.id)).toEqual([s2, s1]);
	});

	it('re-orders lanes, says where they are now, and refuses it to who may only look', () => {
		const { board, source } = aBoard();
		const order = () => board.map.lanes.map((lane) => lane.id);
		moveHead(board, { at: 'lane', id: pain }, -1);
		expect(order()).toEqual([touch, pain, mood]);
		expect(board.announcer.text.trim()).toBe('Pain points is now 2 of 3');
		source.undo();
		expect(order()).toEqual([touch, mood, pain]);
		source.canEdit = false;
		const said = board.announcer.text;
		moveHead(board, { at: 'lane', id: pain }, -1);
		expect(order()).toEqual([touch, mood, pain]);
		expect(board.announcer.text).toBe(said);
	});

	it('counts the steps, also those taken back, so that an offer to undo the last one can end in time', () => {
		const { board, source } = aBoard();
		board.selection.set([a]);
		deleteSelected(board);
		expect(board.steps).toBe(1);
		perform(board, stage, { do: 'undo' });
		expect(board.steps).toBe(2);
		source.canEdit = false;
		addScene(board);
		expect(board.steps).toBe(2);
	});

	it('raises and lowers the expected emotion within its five steps', () => {
		const { board } = aBoard();
		for (let i = 0; i < 5; i++) stepEmotion(board, s1, 1);
		expect(board.map.scenes[0]!.expectedEmotion).toBe(2);
		stepEmotion(board, s1, -1);
		expect(board.map.scenes[0]!.expectedEmotion).toBe(1);
	});
});

describe('what the keys do', () => {
	it('deletes what has the focus when nothing is selected, and offers to take it back', () => {
		const { board } = aBoard();
		board.focus.set({ at: 'item', id: p });
		perform(board, stage, { do: 'delete' });
		expect(stage.gone.at(-1)).toBe(1);
		perform(board, stage, { do: 'undo' });
		expect(board.item(p)).toBeDefined();
		perform(board, stage, { do: 'redo' });
		expect(board.item(p)).toBeUndefined();
	});

	it('adds below the item in focus, and a scene after the scene in focus', () => {
		const { board } = aBoard();
		board.focus.set({ at: 'item', id: a });
		perform(board, stage, { do: 'add' });
		expect(cell(board, s1, touch)[1]).toBe(board.editing);
		board.endEdit(false);
		board.focus.set({ at: 'scene', id: s1 });
		perform(board, stage, { do: 'add' });
		expect(board.map.scenes).toHaveLength(3);
		expect(board.map.scenes[1]!.id).toBe(board.editing);
	});

	it('moves the curve with Alt and an arrow, from the cell of the curve', () => {
		const { board } = aBoard();
		board.focus.set({ at: 'cell', sceneId: s2, laneId: mood });
		perform(board, stage, { do: 'move', direction: 'down' });
		expect(board.map.scenes[1]!.expectedEmotion).toBe(-1);
	});

	it('selects a whole lane', () => {
		const { board } = aBoard();
		board.focus.set({ at: 'item', id: a });
		perform(board, stage, { do: 'select-all' });
		expect([...board.selection.ids].sort()).toEqual([a, b, c].sort());
	});
});

describe('what others do', () => {
	it('forgets a selection and an edit whose card a colleague deleted, and keeps the focus near', () => {
		const { board, source } = aBoard();
		board.selection.set([b]);
		board.focus.set({ at: 'item', id: b });
		board.edit(b);
		source.write([{ op: 'delete', type: 'touchpoint', id: b }]);
		expect(board.selection.empty).toBe(true);
		expect(board.editing).toBeNull();
		expect(board.focus.place).toEqual({ at: 'item', id: a });
	});

	it('tells the others what is being edited', () => {
		const { board, said } = aBoard();
		board.edit(a);
		board.endEdit(false);
		expect(said).toEqual([{ editing: { id: a, field: 'title' } }, { editing: null }]);
	});
});
