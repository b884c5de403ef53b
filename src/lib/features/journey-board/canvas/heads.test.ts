import { describe, expect, it } from 'vitest';
import { aBoard } from '../state/board.fixture.ts';
import { shownHeads, type HeadStretch } from './heads.ts';

const { board } = aBoard();
const { scenes } = board.map;
const stretches: readonly HeadStretch[] = scenes.map(({ id }, i) => ({ id, start: 100 + 200 * i, size: 200 }));
const all = { start: 0, size: 10_000 };
const first = stretches[0]!.id;
const last = stretches.at(-1)!.id;

describe('the heads around the screen', () => {
	it('are those that share more than an edge with it, in order', () => {
		const ids = (start: number, size: number) =>
			shownHeads(stretches, scenes, { start, size }, null, []).map(({ id }) => id);
		expect(ids(0, 10_000)).toEqual(scenes.map(({ id }) => id));
		expect(ids(0, 100)).toEqual([]);
		expect(ids(0, 101)).toEqual([first]);
		expect(ids(300, 50)).toEqual([stretches[1]!.id]);
	});

	it('say which one of all they are, though others are not there', () => {
		const [head] = shownHeads(stretches, scenes, { start: 300, size: 50 }, null, []);
		expect(head).toEqual({ id: stretches[1]!.id, at: 1, record: scenes[1], start: 300, size: 200 });
	});

	it('include the one in use, wherever it lies, and do not move it in the page', () => {
		const before = shownHeads(stretches, scenes, all, last, []);
		expect(shownHeads(stretches, scenes, { start: 0, size: 101 }, last, before).map(({ id }) => id)).toEqual([
			first,
			last
		]);
		const turned = [...scenes].reverse();
		const after = shownHeads(
			turned.map(({ id }, i) => ({ id, start: 200 * i, size: 200 })),
			turned,
			all,
			last,
			before
		);
		expect(after.at(-1)!.id).toBe(last);
	});

	it('are the same objects, and the same list, while nothing of them changes', () => {
		const before = shownHeads(stretches, scenes, all, null, []);
		expect(shownHeads([...stretches], scenes, { start: 1, size: 9_000 }, null, before)).toBe(before);
		const renamed = scenes.map((scene, i) => (i === 0 ? { ...scene, title: 'Another' } : scene));
		const after = shownHeads(stretches, renamed, all, null, before);
		expect(after[0]!.record.title).toBe('Another');
		expect(after.slice(1).every((head, i) => head === before[i + 1])).toBe(true);
	});
});
