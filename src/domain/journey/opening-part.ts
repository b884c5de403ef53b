import { layoutJourney } from './layout.ts';
import { indexOf } from './queries.ts';
import type { JourneySnapshot } from './snapshot.ts';

/** What a screen has for a map that is opened, at most, in board pixels. */
export const openingRoom = { width: 2_600, height: 1_600 } as const;

/** So many touchpoints and cards at most: what is sent with a page must stay small. */
const MOST_ITEMS = 400;

/**
 * What is seen of a map when it is opened, as a map of its own in which everything stands where it does in the whole: its
 * first scenes and lanes and what lies in them. Rows are as high as the whole map makes them.
 * @returns null where even that is too much
 */
export function openingPart(map: JourneySnapshot): JourneySnapshot | null {
	const layout = layoutJourney(map);
	const { cell } = indexOf(map);
	const columns = layout.columns.filter(({ x }) => x < openingRoom.width);
	const rows = layout.rows.filter(({ y }) => y < openingRoom.height);
	const isWhole = columns.length === layout.columns.length;
	const items = rows.flatMap((row) =>
		columns.flatMap((column) =>
			cell({ sceneId: column.id, laneId: row.id }).filter(
				// A scene's head says how many touchpoints it has.
				(item) => item.type === 'touchpoint' || (layout.items.get(item.id)?.y ?? 0) < openingRoom.height
			)
		)
	);
	if (items.length > MOST_ITEMS) return null;
	const ids = new Set([...columns, ...rows, ...items].map(({ id }) => id));
	const heights = new Map(rows.map(({ id, height }) => [id, height]));
	return {
		// A content that was replaced by the same one looks the same.
		meta: { ...map.meta, epoch: 0 },
		scenes: map.scenes.filter(({ id }) => ids.has(id)),
		lanes: map.lanes
			.filter(({ id }) => ids.has(id))
			// Columns that share what a wide screen has make rows lower: those are all here.
			.map((lane) => (isWhole ? lane : { ...lane, height: heights.get(lane.id) ?? lane.height })),
		touchpoints: map.touchpoints.filter(({ id }) => ids.has(id)),
		cards: map.cards.filter(({ id }) => ids.has(id)),
		paths: map.paths.filter(({ fromId, toId }) => ids.has(fromId) && ids.has(toId)),
		markers: map.markers.filter(({ touchpointId }) => touchpointId !== null && ids.has(touchpointId)),
		personas: [],
		orphans: [],
		quarantine: []
	};
}
