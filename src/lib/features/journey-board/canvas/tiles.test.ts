import { describe, expect, it } from 'vitest';
import { createCard, layoutJourney, put, applyChanges } from '#domain/journey/index.ts';
import { aBoard, ids } from '../state/board.fixture.ts';
import { tilesOf } from './tiles.ts';

const { board } = aBoard();
const { a, b, s1, s2, p, pain } = ids;

/** Tiles of a scene: how they look, and how many rectangles each look has. */
const looks = (sceneId: string, map = board.map, without: (id: string) => boolean = () => false) =>
	tilesOf(
		map,
		layoutJourney(map),
		sceneId,
		(id) => (id === a ? 'bad-2' : 'none'),
		() => false,
		without
	).map(({ look, d }) => [look, d.split('M').length - 1]);

describe('tiles of a scene that is far away', () => {
	it('are one drawing for all that look alike: touchpoints by their number, cards by their kind', () => {
		expect(looks(s1)).toEqual([
			['bad-2', 1],
			['none', 1]
		]);
		expect(looks(s2)).toEqual([
			['none', 1],
			['pain', 1],
			['pain-bar', 1]
		]);
		const worse = applyChanges(board.map, [
			put(createCard({ id: p, kind: 'pain-point', sceneId: s2, laneId: pain, order: 'a0', title: 'Late', severity: 3 }))
		]);
		expect(looks(s2, worse).at(-1)).toEqual(['pain-bar-3', 1]);
	});

	it('have less of the colour, on paper below it, where a number stands for few', () => {
		const layout = layoutJourney(board.map);
		const { x, y, width, height } = layout.items.get(a)!;
		const drawn = tilesOf(
			board.map,
			layout,
			s1,
			() => 'bad-2',
			(id) => id === a,
			() => false
		);
		expect(drawn.map(({ look }) => look)).toEqual(['thin', 'bad-2']);
		expect(drawn[0]!.d).toBe(`M${x} ${y}h${width}v${height}h${-width}z`);
		const bar = Math.round(width / 5);
		expect(drawn[1]!.d).toContain(`M${x} ${y}h${bar}v${height}h${-bar}z`);
	});

	it('lie where the cards lie, and leave out what has an element of its own', () => {
		const layout = layoutJourney(board.map);
		const { x, y, width, height } = layout.items.get(b)!;
		const [tile] = tilesOf(
			board.map,
			layout,
			s1,
			() => 'few',
			() => false,
			(id) => id === a
		);
		expect(tile).toEqual({ look: 'few', d: `M${x} ${y}h${width}v${height}h${-width}z` });
		expect(looks(s1, board.map, () => true)).toEqual([]);
	});
});
