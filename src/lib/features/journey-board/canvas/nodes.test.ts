import { describe, expect, it } from 'vitest';
import { layoutJourney, type JourneySnapshot, type Path } from '#domain/journey/index.ts';
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { measureCard } from '../cards/heights.ts';
import { aBoard, ids } from '../state/board.fixture.ts';
import { carriedBy, edgesOf, nodesOf, pathsIn, type NodeState } from './nodes.ts';

const { board } = aBoard();
const layout = layoutJourney(board.map, { measure: measureCard });
const everywhere = { x: -1e6, y: -1e6, width: 2e6, height: 2e6 };
const state: NodeState = {
	around: everywhere,
	kept: new Set(),
	selected: () => false,
	lifted: () => false,
	carried: new Map()
};
const edges = (map: JourneySnapshot, previous: Parameters<typeof edgesOf>[4] = []) =>
	edgesOf(map, layout, pathsIn(map, layout, everywhere), null, previous);

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
			const [edge] = edges(board.map);
			expect(edge!.ariaLabel).toBe(name);
		} finally {
			overwriteGetLocale(own);
		}
	});

	it('paths as they are read too, and in the same order after another one was stored', () => {
		const { a, b, c, path } = ids;
		const between = (id: string, fromId: string, toId: string) => ({ ...board.map.paths[0]!, id, fromId, toId });
		const paths = [between('3', c, a), between('2', b, c), between(path, a, c), between('1', a, b)];
		const order = (some: typeof paths) => edges({ ...board.map, paths: some }).map(({ id }) => id);
		expect(order(paths)).toEqual(['1', path, '2', '3']);
		expect(order([...paths].reverse())).toEqual(['1', path, '2', '3']);
	});

	it('a path is called anew when one of its ends is', () => {
		const before = edges(board.map);
		expect(edges(board.map, before)).toBe(before);
		const renamed = {
			...board.map,
			touchpoints: board.map.touchpoints.map((one) => (one.id === ids.c ? { ...one, title: 'Box' } : one))
		};
		expect(edges(renamed, before)[0]!.ariaLabel).toBe('Path from Shop to Box');
	});
});

describe('the part of a map that has elements', () => {
	const { a, b, c, p, path } = ids;
	const rect = (id: string) => layout.items.get(id)!;
	const shown = (more: Partial<NodeState>) => nodesOf(board.map, layout, { ...state, ...more }, []).map(({ id }) => id);

	it('is what lies around the screen, and what is needed elsewhere', () => {
		expect(shown({ around: rect(a) })).toEqual([a]);
		const below = { ...rect(a), y: rect(a).y + rect(a).height, height: 1 };
		expect(shown({ around: below })).toEqual([]);
		expect(shown({ around: rect(c), kept: new Set([a, c]) })).toEqual([c, a]);
		expect(shown({ around: rect(b), kept: new Set(['gone']) })).toEqual([b]);
	});

	it('has cards that somebody else carries there, where they are carried', () => {
		const { x, y } = rect(c);
		const at = { ids: [a, p], at: { sceneId: 'none', laneId: 'none', dx: 0, dy: 0 } } as never;
		const carried = carriedBy(layout, [at]);
		expect([...carried.keys()]).toEqual([a, p]);
		const nodes = nodesOf(board.map, layout, { ...state, around: rect(c), carried: new Map([[a, { x, y }]]) }, []);
		expect(nodes.map(({ id, position, zIndex }) => [id, position, zIndex])).toEqual([
			[c, { x, y }, undefined],
			[a, { x, y }, 2000]
		]);
	});

	it('keeps its nodes while nothing of it has changed', () => {
		const before = nodesOf(board.map, layout, state, []);
		expect(nodesOf(board.map, layout, { ...state, around: { ...everywhere, x: -2e6, width: 4e6 } }, before)).toBe(
			before
		);
	});

	it('has the paths that cross it, also between two ends far away', () => {
		const [from, to] = [rect(a), rect(c)];
		const between = { x: (from.x + to.x) / 2 + from.width / 2, y: from.y + 5, width: 1, height: 1 };
		const found = (around: typeof between) => pathsIn(board.map, layout, around).map((one: Path) => one.id);
		expect(found(between)).toEqual([path]);
		expect(found({ ...between, y: between.y + 5_000 })).toEqual([]);
	});
});
