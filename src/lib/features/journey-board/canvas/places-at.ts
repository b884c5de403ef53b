import type { JourneySnapshot, Layout, Rect } from '#domain/journey/index.ts';
import { itemsAround, type Point } from './shown-cards.ts';

/** The item that lies at a point of the board, or that comes nearest to it within `slack` board pixels. */
export function itemAt(
	snapshot: JourneySnapshot,
	layout: Layout,
	{ x, y }: Point,
	slack = 0,
	takes: (id: string) => boolean = () => true
): string | null {
	let best: { id: string; away: number } | null = null;
	const size = Math.max(1, 2 * slack);
	const around = { x: x - size / 2, y: y - size / 2, width: size, height: size };
	for (const [{ id }, rect] of itemsAround(snapshot, layout, around)) {
		if (!takes(id)) continue;
		const away = distance(rect, x, y);
		if (away <= slack && (!best || away < best.away)) best = { id, away };
	}
	return best?.id ?? null;
}

/** From a point to a rectangle; 0 inside it. */
const distance = (rect: Rect, x: number, y: number): number =>
	Math.hypot(Math.max(rect.x - x, 0, x - rect.x - rect.width), Math.max(rect.y - y, 0, y - rect.y - rect.height));
