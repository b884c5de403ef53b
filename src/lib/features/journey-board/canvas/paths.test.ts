import { describe, expect, it } from 'vitest';
import { layoutJourney, type JourneySnapshot, type Path } from '#domain/journey/index.ts';
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { aBoard, ids } from '../state/board.fixture.ts';
import { lineBetween, lineTo, pathName, pathsIn } from './paths.ts';

const { board } = aBoard();
const layout = layoutJourney(board.map);
const everywhere = { x: -1e6, y: -1e6, width: 2e6, height: 2e6 };
const { a, b, c, path } = ids;
const rect = (id: string) => layout.items.get(id)!;

describe('a path', () => {
	it.each([
		['en', 'Path from Shop to Parcel'],
		['zh-CN', '从“Shop”到“Parcel”的路径']
	] as const)('is called by the names of its ends, in %s', (locale, name) => {
		const own = getLocale;
		overwriteGetLocale(() => locale);
		try {
			expect(pathName(board.map, board.map.paths[0]!)).toBe(name);
			expect(pathName(board.map, { ...board.map.paths[0]!, label: 'by post' })).toBe(`${name}, by post`);
		} finally {
			overwriteGetLocale(own);
		}
	});

	it('is read in the order of its ends, and in the same order after another one was stored', () => {
		const between = (id: string, fromId: string, toId: string) => ({ ...board.map.paths[0]!, id, fromId, toId });
		const paths = [between('3', c, a), between('2', b, c), between(path, a, c), between('1', a, b)];
		const order = (some: typeof paths) => {
			const map: JourneySnapshot = { ...board.map, paths: some };
			return pathsIn(map, layout, everywhere).map(({ id }) => id);
		};
		expect(order(paths)).toEqual(['1', path, '2', '3']);
		expect(order([...paths].reverse())).toEqual(['1', path, '2', '3']);
	});

	it('is there where it can be seen, also between two ends far away', () => {
		const [from, to] = [rect(a), rect(c)];
		const between = { x: (from.x + to.x) / 2 + from.width / 2, y: from.y + 5, width: 1, height: 1 };
		const found = (around: typeof between) => pathsIn(board.map, layout, around).map((one: Path) => one.id);
		expect(found(between)).toEqual([path]);
		expect(found({ ...between, y: between.y + 5_000 })).toEqual([]);
	});
});

describe('the line of a path', () => {
	const box = { x: 100, y: 200, width: 80, height: 40 };
	/** First and last point of the drawing. */
	const ends = (d: string) => {
		const numbers = d.match(/-?[\d.]+/g)!.map(Number);
		return [numbers.slice(0, 2), numbers.slice(-2)];
	};

	it('goes sideways from scene to scene, up and down within a cell', () => {
		expect(ends(lineBetween(box, { ...box, x: 400, y: 300 }).d)).toEqual([
			[180, 220],
			[400, 320]
		]);
		expect(ends(lineBetween(box, { ...box, y: 300 }).d)).toEqual([
			[128, 240],
			[128, 300]
		]);
		expect(ends(lineBetween({ ...box, y: 300 }, box).d)).toEqual([
			[128, 300],
			[128, 240]
		]);
	});

	it('has its words in the middle, and follows the hand while it is drawn', () => {
		expect(lineBetween(box, { ...box, x: 400 }).middle).toEqual({ x: 290, y: 220 });
		expect(ends(lineTo(box, 'out', { x: 300, y: 10 }).d)).toEqual([
			[180, 220],
			[300, 10]
		]);
		expect(ends(lineTo(box, 'in', { x: 10, y: 20 }).d)).toEqual([
			[100, 220],
			[10, 20]
		]);
	});
});
