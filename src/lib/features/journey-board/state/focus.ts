import { indexOf, type JourneySnapshot } from '#domain/journey/index.ts';
import type { Direction } from '../keyboard.ts';

/** A place the keyboard can stand on: an item, an empty cell (or a point of the emotion curve), a scene's or a lane's head. */
export type Place =
	| { readonly at: 'item'; readonly id: string }
	| { readonly at: 'cell'; readonly sceneId: string; readonly laneId: string }
	| { readonly at: 'scene'; readonly id: string }
	| { readonly at: 'lane'; readonly id: string };

/** The `data-focus-key` of the element that stands for a place. */
export function focusKey(place: Place): string {
	return place.at === 'cell' ? `cell:${place.sceneId}:${place.laneId}` : `${place.at}:${place.id}`;
}

/** The `data-focus-key` of the button that leads on from a map with no place to stand on. */
export const WAY_ON = 'way-on';

/** A place as coordinates: -1 is the head of a row or column, `index` counts the items of a cell. */
interface Spot {
	readonly column: number;
	readonly row: number;
	readonly index: number;
}

/** Where an arrow key leads. At the edge of the map the focus stays where it is. */
export function step(snapshot: JourneySnapshot, from: Place, direction: Direction): Place {
	const spot = spotOf(snapshot, from);
	if (!spot) return firstPlace(snapshot) ?? from;
	const { column, row, index } = spot;
	switch (direction) {
		case 'left':
			return placeAt(snapshot, column - 1, row, index) ?? from;
		case 'right':
			return placeAt(snapshot, column + 1, row, index) ?? from;
		case 'up':
			return index > 0
				? placeAt(snapshot, column, row, index - 1)!
				: (placeAt(snapshot, column, row - 1, Infinity) ?? from);
		case 'down':
			return index + 1 < count(snapshot, column, row)
				? placeAt(snapshot, column, row, index + 1)!
				: (placeAt(snapshot, column, row + 1, 0) ?? from);
	}
}

/** Home and End: the ends of the row the focus is in. */
export function rowEnd(snapshot: JourneySnapshot, from: Place, end: 'first' | 'last'): Place {
	const spot = spotOf(snapshot, from);
	if (!spot) return firstPlace(snapshot) ?? from;
	const column = end === 'first' ? 0 : snapshot.scenes.length - 1;
	return placeAt(snapshot, column, spot.row, spot.index) ?? from;
}

/** Where the focus stands before anybody moved it: the first item, else the first cell, else the first head. */
export function firstPlace(snapshot: JourneySnapshot): Place | null {
	const item = snapshot.touchpoints[0] ?? snapshot.cards[0];
	if (item) {
		for (const lane of snapshot.lanes)
			for (const scene of snapshot.scenes) {
				const found = indexOf(snapshot).cell({ sceneId: scene.id, laneId: lane.id })[0];
				if (found) return { at: 'item', id: found.id };
			}
	}
	if (snapshot.scenes.length > 0) return placeAt(snapshot, 0, snapshot.lanes.length > 0 ? 0 : -1, 0);
	return snapshot.lanes[0] ? { at: 'lane', id: snapshot.lanes[0].id } : null;
}

/** Does the place still exist? Somebody else may have deleted it. */
export const exists = (snapshot: JourneySnapshot, place: Place): boolean => spotOf(snapshot, place) !== null;

/**
 * The nearest place that is left when the one in focus disappears.
 * @param before the snapshot in which the place still existed
 */
export function nearest(before: JourneySnapshot, after: JourneySnapshot, place: Place): Place | null {
	const spot = spotOf(before, place);
	if (!spot) return firstPlace(after);
	const column = Math.min(spot.column, after.scenes.length - 1);
	const row = Math.min(spot.row, after.lanes.length - 1);
	return placeAt(after, column, row, spot.index) ?? firstPlace(after);
}

function spotOf(snapshot: JourneySnapshot, place: Place): Spot | null {
	const column = (id: string) => snapshot.scenes.findIndex((scene) => scene.id === id);
	const row = (id: string) => snapshot.lanes.findIndex((lane) => lane.id === id);
	switch (place.at) {
		case 'scene':
			return column(place.id) < 0 ? null : { column: column(place.id), row: -1, index: 0 };
		case 'lane':
			return row(place.id) < 0 ? null : { column: -1, row: row(place.id), index: 0 };
		case 'cell':
			return column(place.sceneId) < 0 || row(place.laneId) < 0
				? null
				: { column: column(place.sceneId), row: row(place.laneId), index: 0 };
		case 'item': {
			const item = indexOf(snapshot).byId.get(place.id);
			if (item?.type !== 'touchpoint' && item?.type !== 'card') return null;
			const spot = { column: column(item.sceneId), row: row(item.laneId) };
			if (spot.column < 0 || spot.row < 0) return null;
			return {
				...spot,
				index: indexOf(snapshot)
					.cell(item)
					.findIndex((other) => other.id === item.id)
			};
		}
	}
}

function count(snapshot: JourneySnapshot, column: number, row: number): number {
	const scene = snapshot.scenes[column];
	const lane = snapshot.lanes[row];
	return scene && lane ? indexOf(snapshot).cell({ sceneId: scene.id, laneId: lane.id }).length : 0;
}

function placeAt(snapshot: JourneySnapshot, column: number, row: number, index: number): Place | null {
	const scene = snapshot.scenes[column];
	const lane = snapshot.lanes[row];
	if (column === -1) return lane ? { at: 'lane', id: lane.id } : null;
	if (!scene) return null;
	if (row === -1) return { at: 'scene', id: scene.id };
	if (!lane) return null;
	const items = indexOf(snapshot).cell({ sceneId: scene.id, laneId: lane.id });
	const item = items[Math.max(0, Math.min(index, items.length - 1))];
	return item ? { at: 'item', id: item.id } : { at: 'cell', sceneId: scene.id, laneId: lane.id };
}
