import type { Id } from '#domain/shared/ids.ts';
import { cards as cardDefinitions } from './cards/all-cards.ts';
import { makeIndex, type JourneyIndex } from './journey-index.ts';
import type { ItemKind } from './lanes/define-lane.ts';
import { laneAccepts } from './lanes/all-lanes.ts';
import { previousOf } from './lineage.ts';
import type { Cell, Item, JourneySnapshot } from './snapshot.ts';
import type { JourneyRecord, RecordOf } from './records/all-records.ts';

export type { JourneyIndex };

const indexes = new WeakMap<JourneySnapshot, JourneyIndex>();

/**
 * The index of a snapshot; asking again for the same snapshot costs nothing, and asking for one that was made from an
 * indexed one costs what changed.
 */
export function indexOf(snapshot: JourneySnapshot): JourneyIndex {
	const known = indexes.get(snapshot);
	if (known) return known;
	const index = makeIndex(snapshot, previousOf(snapshot));
	indexes.set(snapshot, index);
	return index;
}

/** A record by id, of any type. */
export const recordById = (snapshot: JourneySnapshot, id: Id): JourneyRecord | undefined =>
	indexOf(snapshot).byId.get(id);

/** Items of a cell from top to bottom. */
export const itemsIn = (snapshot: JourneySnapshot, cell: Cell): readonly Item[] => indexOf(snapshot).cell(cell);

/** Touchpoints of a scene, lane by lane, each from top to bottom. */
export const touchpointsOf = (snapshot: JourneySnapshot, sceneId: Id): readonly RecordOf<'touchpoint'>[] =>
	snapshot.lanes.flatMap((lane) =>
		itemsIn(snapshot, { sceneId, laneId: lane.id }).filter((item) => item.type === 'touchpoint')
	);

/** Which lane an item of this kind goes to when only a scene is known: the first that takes it. */
export const laneFor = (snapshot: JourneySnapshot, kind: ItemKind): RecordOf<'lane'> | undefined =>
	snapshot.lanes.find((lane) => laneAccepts(lane.kind, kind));

export const itemKind = (item: Item): ItemKind => (item.type === 'touchpoint' ? 'touchpoint' : item.kind);

export const isItem = (record: { readonly type: string } | undefined): record is Item =>
	record?.type === 'touchpoint' || record?.type === 'card';

/** Position of an item in its cell, from 0. */
export const positionOf = (snapshot: JourneySnapshot, item: Item): number =>
	itemsIn(snapshot, item).findIndex((other) => other.id === item.id);

export interface Neighbours {
	/** Next item above and below: in the cell, else in the nearest lane with items of the same scene. */
	readonly up: Item | null;
	readonly down: Item | null;
	/** Nearest item in the same lane of the scenes before and after, at about the same height. */
	readonly left: Item | null;
	readonly right: Item | null;
	/** Touchpoints joined by paths that lead here, and from here. */
	readonly before: readonly RecordOf<'touchpoint'>[];
	readonly after: readonly RecordOf<'touchpoint'>[];
}

/** Where the arrow keys lead from an item, and what lies up- and downstream of it. */
export function neighbours(snapshot: JourneySnapshot, item: Item): Neighbours {
	const { byId, cell, pathsAt } = indexOf(snapshot);
	const inCell = cell(item);
	const at = inCell.findIndex((other) => other.id === item.id);
	const lane = snapshot.lanes.findIndex((l) => l.id === item.laneId);
	const scene = snapshot.scenes.findIndex((s) => s.id === item.sceneId);

	const vertical = (step: 1 | -1): Item | null => {
		const beside = inCell[at + step];
		if (beside) return beside;
		for (let i = lane + step; i >= 0 && i < snapshot.lanes.length; i += step) {
			const items = cell({ sceneId: item.sceneId, laneId: snapshot.lanes[i]!.id });
			if (items.length > 0) return items[step === 1 ? 0 : items.length - 1]!;
		}
		return null;
	};
	const horizontal = (step: 1 | -1): Item | null => {
		for (let i = scene + step; i >= 0 && i < snapshot.scenes.length; i += step) {
			const items = cell({ sceneId: snapshot.scenes[i]!.id, laneId: item.laneId });
			if (items.length > 0) return items[Math.min(at, items.length - 1)]!;
		}
		return null;
	};
	const ends = (mine: 'fromId' | 'toId', other: 'fromId' | 'toId') =>
		pathsAt(item.id)
			.filter((p) => p[mine] === item.id)
			.map((p) => byId.get(p[other]))
			.filter((r) => r?.type === 'touchpoint');

	return {
		up: vertical(-1),
		down: vertical(1),
		left: horizontal(-1),
		right: horizontal(1),
		before: ends('toId', 'fromId'),
		after: ends('fromId', 'toId')
	};
}

/** Fields of a card's own kind, for an inspector that knows no kinds. */
export const controlsOf = (card: RecordOf<'card'>) => cardDefinitions[card.kind].controls;
