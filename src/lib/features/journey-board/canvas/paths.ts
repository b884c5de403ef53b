import { getBezierPath, Position } from '@xyflow/system';
import { indexOf, type JourneySnapshot, type Layout, type Path, type Rect } from '#domain/journey/index.ts';
import { m } from '#lib/paraglide/messages.js';
import { titleOr } from '../words.ts';
import { meet, type Point } from './shown-cards.ts';

/** How far a path may leave the rectangle between its ends, board pixels. */
const SWING = 80;
const CURVATURE = 0.3;
/** Up and down a cell paths leave this far from the left edge: beside the bar that carries the colour. */
const INDENT = 28;

/** How a path is called: where it leads from and to, and its words. */
export function pathName(snapshot: JourneySnapshot, { fromId, toId, label }: Path): string {
	const name = (id: string) => {
		const item = indexOf(snapshot).byId.get(id);
		return titleOr(item && 'title' in item ? item.title : '');
	};
	const between = m.board_path_between({ from: name(fromId), to: name(toId) });
	return label ? `${between}, ${label}` : between;
}

/**
 * Paths that can be seen in a part of the map, in the order in which their ends are read: places on the map are in that
 * order, from left to right and then down.
 */
export function pathsIn({ paths }: JourneySnapshot, { items }: Layout, around: Rect): Path[] {
	const found = paths.flatMap((path) => {
		const [from, to] = [items.get(path.fromId), items.get(path.toId)];
		return from && to && meet(spanOf(from, to), around) ? [{ path, from, to }] : [];
	});
	return found
		.sort((a, b) => a.from.x - b.from.x || a.from.y - b.from.y || a.to.x - b.to.x || a.to.y - b.to.y)
		.map(({ path }) => path);
}

/** What two rectangles and the way between them take; a path may swing out by a little. */
function spanOf(a: Rect, b: Rect): Rect {
	const [x, y] = [Math.min(a.x, b.x) - SWING, Math.min(a.y, b.y) - SWING];
	const right = Math.max(a.x + a.width, b.x + b.width) + SWING;
	const bottom = Math.max(a.y + a.height, b.y + b.height) + SWING;
	return { x, y, width: right - x, height: bottom - y };
}

/** A path as it is drawn, board pixels. */
export interface Line {
	/** For the `d` of an SVG path. */
	readonly d: string;
	/** The middle, where its words stand. */
	readonly middle: Point;
}

/** The way from one card to another: sideways from scene to scene, straight down or up within a cell. */
export function lineBetween(from: Rect, to: Rect): Line {
	if (from.x !== to.x) return line(rightOf(from), leftOf(to), Position.Right, Position.Left);
	const down = from.y < to.y;
	const [start, end] = [
		{ x: from.x + INDENT, y: down ? from.y + from.height : from.y },
		{ x: to.x + INDENT, y: down ? to.y : to.y + to.height }
	];
	return down ? line(start, end, Position.Bottom, Position.Top) : line(start, end, Position.Top, Position.Bottom);
}

/** A path that is being drawn: from an end of a card to where the hand is. */
export const lineTo = (card: Rect, end: 'in' | 'out', at: Point): Line =>
	end === 'out'
		? line(rightOf(card), at, Position.Right, Position.Left)
		: line(leftOf(card), at, Position.Left, Position.Right);

const leftOf = ({ x, y, height }: Rect): Point => ({ x, y: y + height / 2 });
const rightOf = ({ x, y, width, height }: Rect): Point => ({ x: x + width, y: y + height / 2 });

function line(from: Point, to: Point, sourcePosition: Position, targetPosition: Position): Line {
	const [d, x, y] = getBezierPath({
		sourceX: from.x,
		sourceY: from.y,
		targetX: to.x,
		targetY: to.y,
		sourcePosition,
		targetPosition,
		curvature: CURVATURE
	});
	return { d, middle: { x, y } };
}
