import { describe, expect, it } from 'vitest';
import { layoutJourney } from '#domain/journey/index.ts';
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { measureCard } from '../cards/heights.ts';
import { aBoard, ids } from '../state/board.fixture.ts';
import { edgesOf, nodesOf } from './nodes.ts';

const { board } = aBoard();
const layout = layoutJourney(board.map, { measure: measureCard });
const state = { selected: () => false, lifted: () => false, people: [] };

describe('what a screen reader meets on the canvas', () => {
	it('cards as they are read: scene by scene, lane by lane, down each cell – not as they are stored', () => {
		// In the document the touchpoints of all scenes come before every card.
		const { a, b, c, p } = ids;
		expect(nodesOf(board.map, layout, state, []).map(({ id }) => id)).toEqual([a, b, c, p]);
		const turned = { ...board.map, scenes: [...board.map.scenes].reverse() };
		expect(nodesOf(turned, layoutJourney(turned), state, []).map(({ id }) => id)).toEqual([c, p, a, b]);
	});

	it.each([
		['en', 'Path from Shop to Parcel'],
		['zh-CN', '从“Shop”到“Parcel”的路径']
	] as const)('paths by the names of their ends, in %s', (locale, name) => {
		const own = getLocale;
		overwriteGetLocale(() => locale);
		try {
			const [edge] = edgesOf(board.map, layout, null, []);
			expect(edge!.ariaLabel).toBe(name);
		} finally {
			overwriteGetLocale(own);
		}
	});

	it('paths as they are read too, and in the same order after another one was stored', () => {
		const { a, b, c, path } = ids;
		const between = (id: string, fromId: string, toId: string) => ({ ...board.map.paths[0]!, id, fromId, toId });
		const paths = [between('3', c, a), between('2', b, c), between(path, a, c), between('1', a, b)];
		const order = (some: typeof paths) => edgesOf({ ...board.map, paths: some }, layout, null, []).map(({ id }) => id);
		expect(order(paths)).toEqual(['1', path, '2', '3']);
		expect(order([...paths].reverse())).toEqual(['1', path, '2', '3']);
	});

	it('a path is called anew when one of its ends is', () => {
		const before = edgesOf(board.map, layout, null, []);
		expect(edgesOf(board.map, layout, null, before)).toBe(before);
		const renamed = {
			...board.map,
			touchpoints: board.map.touchpoints.map((one) => (one.id === ids.c ? { ...one, title: 'Box' } : one))
		};
		expect(edgesOf(renamed, layout, null, before)[0]!.ariaLabel).toBe('Path from Shop to Box');
	});
});
