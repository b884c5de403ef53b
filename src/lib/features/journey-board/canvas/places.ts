import type { JourneyRecord, Layout, Rect } from '#domain/journey/index.ts';
import type { Place } from '../state/focus.ts';
import type { View } from './view.svelte.ts';

/** The place that a record is for the keyboard; null for what has none, such as a path. */
export function placeOf({ type, id }: JourneyRecord): Place | null {
	switch (type) {
		case 'touchpoint':
		case 'card':
			return { at: 'item', id };
		case 'scene':
		case 'lane':
			return { at: type, id };
		default:
			return null;
	}
}

/** Where a place of the keyboard lies on the board. Heads stay on the screen along one axis, so only the other counts. */
export function rectOf(layout: Layout, place: Place, view: View): Rect | null {
	const column = (id: string) => layout.columns.find((one) => one.id === id);
	const row = (id: string) => layout.rows.find((one) => one.id === id);
	const top = view.toBoard({ x: 0, y: 0 });
	switch (place.at) {
		case 'item':
			return layout.items.get(place.id) ?? null;
		case 'cell': {
			const [c, r] = [column(place.sceneId), row(place.laneId)];
			return c && r ? { x: c.x, y: r.y, width: c.width, height: r.height } : null;
		}
		case 'scene': {
			const c = column(place.id);
			return c ? { x: c.x, y: top.y + 24, width: c.width, height: 1 } : null;
		}
		case 'lane': {
			const r = row(place.id);
			return r ? { x: top.x + 24, y: r.y, width: 1, height: r.height } : null;
		}
	}
}
