import { describe, expect, it } from 'vitest';
import { layoutJourney } from '#domain/journey/index.ts';
import { aBoard, ids } from '../state/board.fixture.ts';
import { carriedBy, shownCards, type Shown } from './shown-cards.ts';

const { board } = aBoard();
const layout = layoutJourney(board.map);
const everywhere = { x: -1e6, y: -1e6, width: 2e6, height: 2e6 };
const state: Shown = { around: everywhere, kept: new Set(), steady: null, carried: new Map() };
const { a, b, c, p } = ids;
const rect = (id: string) => layout.items.get(id)!;

describe('what a screen reader meets on the map', () => {
	it('cards as they are read: scene by scene, lane by lane, down each cell – not as they are stored', () => {
		// In the document the touchpoints of all scenes come before every card.
		expect(shownCards(board.map, layout, state, []).map(({ id }) => id)).toEqual([a, b, c, p]);
		const turned = { ...board.map, scenes: [...board.map.scenes].reverse() };
		expect(shownCards(turned, layoutJourney(turned), state, []).map(({ id }) => id)).toEqual([c, p, a, b]);
	});
});

describe('the part of a map that has elements', () => {
	const shown = (more: Partial<Shown>) => shownCards(board.map, layout, { ...state, ...more }, []).map(({ id }) => id);

	it('is what lies around the screen, and what is needed elsewhere', () => {
		expect(shown({ around: rect(a) })).toEqual([a]);
		const below = { ...rect(a), y: rect(a).y + rect(a).height, height: 1 };
		expect(shown({ around: below })).toEqual([]);
		expect(shown({ around: rect(c), kept: new Set([a, c]) })).toEqual([c, a]);
		expect(shown({ around: rect(b), kept: new Set(['gone']) })).toEqual([b]);
		expect(shown({ around: null, kept: new Set([p]) })).toEqual([p]);
	});

	it('has cards that somebody else carries there, where they are carried', () => {
		const { x, y } = rect(c);
		const at = { ids: [a, p], at: { sceneId: 'none', laneId: 'none', dx: 0, dy: 0 } } as never;
		expect([...carriedBy(layout, [at]).keys()]).toEqual([a, p]);
		const cards = shownCards(board.map, layout, { ...state, around: rect(c), carried: new Map([[a, { x, y }]]) }, []);
		expect(cards.map(({ id, rect: at, carried }) => [id, at, carried])).toEqual([
			[c, rect(c), false],
			[a, { ...rect(a), x, y }, true]
		]);
	});

	it('keeps what somebody types in where it stands in the page, wherever it is moved on the map', () => {
		const before = shownCards(board.map, layout, state, []);
		const touchpoints = board.map.touchpoints.map((one) => (one.id === a ? { ...one, sceneId: ids.s2 } : one));
		const moved = { ...board.map, touchpoints };
		const order = (steady: string | null) =>
			shownCards(moved, layoutJourney(moved), { ...state, steady }, before).map(({ id }) => id);
		expect(order(null)).not.toEqual([a, b, c, p]);
		expect(order(a)).toEqual([a, b, c, p]);
	});

	it('keeps its cards while nothing of them has changed, and all but the one that has', () => {
		const before = shownCards(board.map, layout, state, []);
		const wider = { ...state, around: { ...everywhere, x: -2e6, width: 4e6 } };
		expect(shownCards(board.map, layout, wider, before)).toBe(before);
		const touchpoints = board.map.touchpoints.map((one) => (one.id === b ? { ...one, title: 'Desk' } : one));
		const after = shownCards({ ...board.map, touchpoints }, layout, state, before);
		expect(after.map((card, i) => card === before[i])).toEqual([true, false, true, true]);
	});
});
