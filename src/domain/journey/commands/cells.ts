import * as v from 'valibot';
import { type Id, IdSchema } from '#domain/shared/ids.ts';
import { byOrder } from '#domain/shared/order.ts';
import { fail, issue, ok, type Result } from '#domain/shared/result.ts';
import type { ItemKind } from '../lanes/define-lane.ts';
import { laneAccepts, laneDefinition } from '../lanes/all-lanes.ts';
import { isItem, laneFor, recordById } from '../queries.ts';
import type { RecordOf } from '../records/all-records.ts';
import type { Item, JourneySnapshot } from '../snapshot.ts';
import { find } from './define-command.ts';
import { indexInput, limits } from './fields.ts';

/** Where a new item goes. Without a lane: the first lane of the map that takes it. */
export const target = { sceneId: IdSchema, laneId: v.optional(IdSchema), index: indexInput } as const;

export const itemCount = (snapshot: JourneySnapshot): number => snapshot.touchpoints.length + snapshot.cards.length;

export const tooMany = () => fail(issue('too_many_cards', undefined, { limit: limits.items }));

/** What an item is in this lane: its kind when the lane takes it, else the lane's own kind, else null (refused). */
export function kindIn(lane: RecordOf<'lane'>, kind: ItemKind): ItemKind | null {
	if (laneAccepts(lane.kind, kind)) return kind;
	const { adds } = laneDefinition(lane.kind);
	return kind === 'touchpoint' || adds === 'touchpoint' ? null : adds;
}

/** The cell a new item of this kind goes to, or why it cannot. */
export function cellFor(
	snapshot: JourneySnapshot,
	kind: ItemKind,
	sceneId: Id,
	laneId?: Id
): Result<{ sceneId: Id; laneId: Id }> {
	if (itemCount(snapshot) >= limits.items) return tooMany();
	const scene = find(snapshot, 'scene', sceneId, 'sceneId');
	if (!scene.ok) return scene;
	const lane = laneId === undefined ? laneThatTakes(snapshot, kind) : find(snapshot, 'lane', laneId, 'laneId');
	if (!lane.ok) return lane;
	if (!laneAccepts(lane.value.kind, kind))
		return fail(issue('lane_refuses_card', ['laneId'], { kind: lane.value.kind, n: 1 }));
	return ok({ sceneId, laneId: lane.value.id });
}

function laneThatTakes(snapshot: JourneySnapshot, kind: ItemKind): Result<RecordOf<'lane'>> {
	const lane = laneFor(snapshot, kind);
	return lane ? ok(lane) : fail(issue('no_lane_for_card', undefined, { kind }));
}

/** The items in the order they have on the map: by scene, lane, place; orphans last. */
export function findItems(snapshot: JourneySnapshot, ids: readonly Id[]): Result<readonly Item[]> {
	const found: Item[] = [];
	for (const id of new Set(ids)) {
		const item = recordById(snapshot, id);
		if (!isItem(item)) return fail(issue('card_not_found', ['ids'], { id }));
		found.push(item);
	}
	const scenes = new Map(snapshot.scenes.map((s, i) => [s.id, i]));
	const lanes = new Map(snapshot.lanes.map((l, i) => [l.id, i]));
	const rank = (item: Item) => (scenes.get(item.sceneId) ?? scenes.size) * 1000 + (lanes.get(item.laneId) ?? 999);
	return ok(found.sort((a, b) => rank(a) - rank(b) || byOrder(a, b)));
}

/** Items grouped by cell, keeping their order. */
export function runsOf(items: readonly Item[]): Item[][] {
	const runs = new Map<string, Item[]>();
	for (const item of items) {
		const key = `${item.sceneId}/${item.laneId}`;
		const run = runs.get(key);
		if (run) run.push(item);
		else runs.set(key, [item]);
	}
	return [...runs.values()];
}
