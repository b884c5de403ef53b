import {
	cardKinds,
	itemKind,
	laneAccepts,
	type Cell,
	type Item,
	type JourneySnapshot,
	type LaneKind
} from '#domain/journey/index.ts';
import { dropAt, dropLine, type Layout, type Rect } from '#domain/journey/layout.ts';

/** Where a drag would drop, and whether the lane takes it: the indicator says no before the hand lets go. */
export interface DropTarget extends Cell {
	/** Position counted without the dragged items, as `moveCards` wants it. */
	readonly index: number;
	readonly accepted: boolean;
	readonly line: Rect;
}

/** @param point the pointer in board pixels */
export function dropTarget(
	snapshot: JourneySnapshot,
	layout: Layout,
	point: { readonly x: number; readonly y: number },
	dragged: readonly Item[]
): DropTarget | null {
	const ids = new Set(dragged.map((item) => item.id));
	const drop = dropAt(snapshot, layout, point, ids);
	const line = drop && dropLine(snapshot, layout, drop, ids);
	const lane = drop && snapshot.lanes.find((one) => one.id === drop.laneId);
	if (!drop || !line || !lane) return null;
	return { ...drop, line, accepted: dragged.every((item) => takes(lane.kind, item)) };
}

/** A lane takes a card as it is, or turns a text card into its own kind; touchpoints stay touchpoints (see `moveCards`). */
export const takes = (lane: LaneKind, item: Item): boolean =>
	laneAccepts(lane, itemKind(item)) || (item.type === 'card' && cardKinds.some((kind) => laneAccepts(lane, kind)));
