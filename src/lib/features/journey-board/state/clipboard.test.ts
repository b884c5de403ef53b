import { describe, expect, it } from 'vitest';
import { itemsIn } from '#domain/journey/index.ts';
import { aBoard, ids } from './board.fixture.ts';
import { copyToPaste, cutToPaste, endPasting, pasteInto } from './clipboard.ts';
import { perform, type Stage } from './perform.ts';

const { s1, s2, touch, pain, mood, a, b, c, p } = ids;
const titles = (board: ReturnType<typeof aBoard>['board'], sceneId: string, laneId: string) =>
	itemsIn(board.map, { sceneId, laneId }).map((item) => item.title);
const lane = (board: ReturnType<typeof aBoard>['board'], id: string) => board.map.lanes.find((one) => one.id === id)!;
const stage: Stage = { fit() {}, zoomBy() {}, help() {}, inspect() {}, deleted() {} };

describe('copying and cutting by touch', () => {
	it('copies, pastes at the end of a cell as one step, and can be repeated', () => {
		const { board, source } = aBoard();
		board.selection.pick(b);
		board.selection.toggle(a);
		copyToPaste(board);
		expect(board.pasting).toBe(true);
		expect(board.selection.empty).toBe(true);
		expect(pasteInto(board, { sceneId: s2, laneId: touch })).toBe(2);
		expect(titles(board, s2, touch)).toEqual(['Parcel', 'Shop', 'Till']);
		expect(board.selection.list).toHaveLength(2);
		expect(pasteInto(board, { sceneId: s2, laneId: touch })).toBe(2);
		source.undo();
		expect(titles(board, s2, touch)).toEqual(['Parcel', 'Shop', 'Till']);
		endPasting(board);
		expect([board.pasting, board.selection.empty]).toEqual([false, true]);
	});

	it('cuts as one step that can be taken back', () => {
		const { board, source } = aBoard();
		board.selection.pick(a);
		board.selection.toggle(b);
		// Two cards and the path between one of them and another.
		expect(cutToPaste(board)).toBe(3);
		expect(titles(board, s1, touch)).toEqual([]);
		expect(board.pasting).toBe(true);
		pasteInto(board, { sceneId: s2, laneId: touch });
		expect(titles(board, s2, touch)).toEqual(['Parcel', 'Shop', 'Till']);
		source.undo();
		source.undo();
		expect(titles(board, s1, touch)).toEqual(['Shop', 'Till']);
	});

	it('says which lanes take it: touchpoints go to touchpoints only, texts to any lane of texts', () => {
		const { board } = aBoard();
		const taking = () => [touch, mood, pain].filter((id) => board.pastesIn(lane(board, id)));
		expect(taking()).toEqual([]);
		board.selection.pick(c);
		copyToPaste(board);
		expect(taking()).toEqual([touch]);
		board.selection.pick(p);
		copyToPaste(board);
		expect(taking()).toEqual([pain]);
		board.selection.set([c, p]);
		copyToPaste(board);
		expect(taking()).toEqual([]);
	});

	it('cuts nothing for who may only look, and Escape ends the choice of a place', () => {
		const { board, source } = aBoard();
		source.canEdit = false;
		board.selection.pick(a);
		expect(cutToPaste(board)).toBe(0);
		expect([board.pasting, titles(board, s1, touch)]).toEqual([false, ['Shop', 'Till']]);
		source.canEdit = true;
		copyToPaste(board);
		perform(board, stage, { do: 'clear' });
		expect(board.pasting).toBe(false);
	});
});
