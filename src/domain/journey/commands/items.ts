import * as v from 'valibot';
import { type Id, IdSchema } from '#domain/shared/ids.ts';
import { fail, issue, ok, type Result } from '#domain/shared/result.ts';
import { type Change, put } from '../changes.ts';
import { cardKinds, cards } from '../cards/registry.ts';
import type { ItemKind } from '../lanes/define.ts';
import { laneAccepts, laneDefinition } from '../lanes/registry.ts';
import { isItem, itemsIn, laneFor } from '../queries.ts';
import { createCard } from '../records/card.ts';
import type { RecordOf } from '../records/registry.ts';
import { channels, createTouchpoint } from '../records/touchpoint.ts';
import type { Item, JourneySnapshot } from '../snapshot.ts';
import { removeWithAll } from './cascade.ts';
import { defineCommand, find, outcome } from './define.ts';
import { departmentInput, editInput, emotionInput, indexInput, itemIds, limits, patchOf, textInput, titleInput } from './fields.ts';
import { placeAmong } from './siblings.ts';

const touchpointFields = {
	title: titleInput,
	description: textInput,
	channel: v.picklist(channels),
	departmentId: departmentInput,
	momentOfTruth: v.boolean(),
	expectedEmotion: emotionInput
} as const;

/** Where a new item goes. Without a lane: the first lane of the map that takes it. */
const target = { sceneId: IdSchema, laneId: v.optional(IdSchema), index: indexInput } as const;

export const addTouchpoint = defineCommand({
	name: 'addTouchpoint',
	input: v.strictObject({ ...target, ...v.partial(v.object(touchpointFields)).entries }),
	run: (snapshot, { sceneId, laneId, index, ...fields }, { newId }) => {
		const cell = cellFor(snapshot, 'touchpoint', sceneId, laneId);
		if (!cell.ok) return cell;
		const id = newId();
		const { orders, repairs } = placeAmong(itemsIn(snapshot, cell.value), index, [id]);
		return outcome([...repairs, put(createTouchpoint({ id, order: orders[0]!, ...cell.value, ...fields }))], { created: [id] });
	}
});

export const editTouchpoint = defineCommand({
	name: 'editTouchpoint',
	input: editInput(touchpointFields),
	run: (snapshot, { id, fields, seen }) => {
		const touchpoint = find(snapshot, 'touchpoint', id);
		return touchpoint.ok ? outcome(patchOf(touchpoint.value, fields, seen)) : touchpoint;
	}
});

export const addCard = defineCommand({
	name: 'addCard',
	input: v.strictObject({
		...target,
		kind: v.picklist(cardKinds),
		title: v.optional(titleInput, ''),
		description: v.optional(textInput, '')
	}),
	run: (snapshot, { sceneId, laneId, index, kind, ...fields }, { newId }) => {
		const cell = cellFor(snapshot, kind, sceneId, laneId);
		if (!cell.ok) return cell;
		const id = newId();
		const { orders, repairs } = placeAmong(itemsIn(snapshot, cell.value), index, [id]);
		return outcome([...repairs, put(createCard({ id, kind, order: orders[0]!, ...cell.value, ...fields }))], { created: [id] });
	}
});

/** Own fields of every kind of card; `run` refuses those that this card's kind does not have. */
const ownFields: v.ObjectEntries = Object.assign({}, ...Object.values(cards).map((card) => card.own));

export const editCard = defineCommand({
	name: 'editCard',
	input: editInput({ title: titleInput, description: textInput, ...ownFields }),
	run: (snapshot, { id, fields, seen }) => {
		const card = find(snapshot, 'card', id);
		if (!card.ok) return card;
		const allowed = cards[card.value.kind].schema.entries;
		const foreign = Object.keys(fields).filter((key) => !(key in allowed));
		if (foreign.length > 0) return fail(...foreign.map((key) => issue('unknown_key', ['fields', key])));
		return outcome(patchOf(card.value, fields, seen));
	}
});

/**
 * Moves items to a cell, before position `index` counted without them; several keep the order they have on the map.
 * A text card in a lane that does not take its kind becomes what that lane holds; a touchpoint stays a touchpoint.
 */
export const moveCards = defineCommand({
	name: 'moveCards',
	input: v.strictObject({ ids: itemIds, sceneId: IdSchema, laneId: IdSchema, index: indexInput }),
	run: (snapshot, { ids, sceneId, laneId, index }) => {
		const items = findItems(snapshot, ids);
		if (!items.ok) return items;
		const lane = find(snapshot, 'lane', laneId, 'laneId');
		if (!lane.ok) return lane;
		const scene = find(snapshot, 'scene', sceneId, 'sceneId');
		if (!scene.ok) return scene;
		const kinds = items.value.map((item) => kindIn(lane.value, item));
		const refused = items.value.filter((_, i) => kinds[i] === null);
		if (refused.length > 0) return fail(issue('lane_refuses_card', ['laneId'], { kind: lane.value.kind, n: refused.length }));

		const moved = new Set(items.value.map((item) => item.id));
		const row = itemsIn(snapshot, { sceneId, laneId });
		const others = row.filter((item) => !moved.has(item.id));
		const at = Math.min(index ?? others.length, others.length);
		if (items.value.every((item, i) => row[at + i]?.id === item.id)) return outcome([]);

		const { orders, repairs } = placeAmong(others, at, items.value.map((item) => item.id));
		const moves = items.value.flatMap((item, i) => {
			const kind = item.type === 'card' ? { kind: kinds[i] } : {};
			return patchOf(item, { sceneId, laneId, order: orders[i], ...kind });
		});
		return outcome([...repairs, ...moves]);
	}
});

/** Deletes touchpoints and cards; paths that start or end there go too. */
export const deleteCards = defineCommand({
	name: 'deleteCards',
	input: v.strictObject({ ids: itemIds }),
	run: (snapshot, { ids }) => {
		const items = findItems(snapshot, ids);
		return items.ok ? removeWithAll(snapshot, [], items.value) : items;
	}
});

/** A copy of each item right below it. Copies of touchpoints are new touchpoints: no answers, no paths. */
export const duplicateCards = defineCommand({
	name: 'duplicateCards',
	input: v.strictObject({ ids: itemIds }),
	run: (snapshot, { ids }, { newId }) => {
		const items = findItems(snapshot, ids);
		if (!items.ok) return items;
		if (itemCount(snapshot) + items.value.length > limits.items) return tooMany();
		const changes: Change[] = [];
		const created: Id[] = [];
		for (const run of runsOf(snapshot, items.value)) {
			const last = run[run.length - 1]!;
			const row = itemsIn(snapshot, last);
			const copies = run.map((item) => ({ item, id: newId() }));
			const { orders, repairs } = placeAmong(row, row.findIndex((item) => item.id === last.id) + 1, copies.map((c) => c.id));
			copies.forEach(({ item, id }, i) => changes.push(put({ ...item, id, order: orders[i]! })));
			changes.push(...repairs);
			created.push(...copies.map((c) => c.id));
		}
		return outcome(changes, { created });
	}
});

/** Emotion that the team expects, on a scene or a touchpoint; null takes it away. */
export const setExpectedEmotion = defineCommand({
	name: 'setExpectedEmotion',
	input: v.strictObject({ id: IdSchema, value: emotionInput }),
	run: (snapshot, { id, value }) => {
		const scene = find(snapshot, 'scene', id);
		if (scene.ok) return outcome(patchOf(scene.value, { expectedEmotion: value }));
		const touchpoint = find(snapshot, 'touchpoint', id);
		return touchpoint.ok ? outcome(patchOf(touchpoint.value, { expectedEmotion: value })) : touchpoint;
	}
});

const itemCount = (snapshot: JourneySnapshot): number => snapshot.touchpoints.length + snapshot.cards.length;

const tooMany = () => fail(issue('too_many_cards', undefined, { limit: limits.items }));

/** What an item is in this lane: its kind when the lane takes it, else the lane's own kind, else null (refused). */
function kindIn(lane: RecordOf<'lane'>, item: Item): ItemKind | null {
	const kind: ItemKind = item.type === 'touchpoint' ? 'touchpoint' : item.kind;
	if (laneAccepts(lane.kind, kind)) return kind;
	const { adds } = laneDefinition(lane.kind);
	return kind === 'touchpoint' || adds === 'touchpoint' ? null : adds;
}

function cellFor(snapshot: JourneySnapshot, kind: ItemKind, sceneId: Id, laneId?: Id): Result<{ sceneId: Id; laneId: Id }> {
	if (itemCount(snapshot) >= limits.items) return tooMany();
	const scene = find(snapshot, 'scene', sceneId, 'sceneId');
	if (!scene.ok) return scene;
	const lane = laneId === undefined ? laneFor(snapshot, kind) : find(snapshot, 'lane', laneId, 'laneId');
	if (lane === undefined) return fail(issue('no_lane_for_card', undefined, { kind }));
	if ('ok' in lane && !lane.ok) return lane;
	const found = 'ok' in lane ? lane.value : lane;
	if (!laneAccepts(found.kind, kind)) return fail(issue('lane_refuses_card', ['laneId'], { kind: found.kind, n: 1 }));
	return ok({ sceneId, laneId: found.id });
}

/** The items in the order they have on the map: by scene, lane, place; orphans last. */
function findItems(snapshot: JourneySnapshot, ids: readonly Id[]): Result<readonly Item[]> {
	const found: Item[] = [];
	for (const id of new Set(ids)) {
		const touchpoint = find(snapshot, 'touchpoint', id, 'ids');
		const item = touchpoint.ok ? touchpoint : find(snapshot, 'card', id, 'ids');
		if (!item.ok) return fail(issue('card_not_found', ['ids'], { id }));
		if (isItem(item.value)) found.push(item.value);
	}
	const scenes = new Map(snapshot.scenes.map((s, i) => [s.id, i]));
	const lanes = new Map(snapshot.lanes.map((l, i) => [l.id, i]));
	const rank = (item: Item) => (scenes.get(item.sceneId) ?? scenes.size) * 1000 + (lanes.get(item.laneId) ?? 999);
	return ok(found.sort((a, b) => rank(a) - rank(b) || (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1)));
}

/** Items grouped by cell, keeping their order. */
function runsOf(snapshot: JourneySnapshot, items: readonly Item[]): Item[][] {
	const runs = new Map<string, Item[]>();
	for (const item of items) {
		const key = `${item.sceneId}/${item.laneId}`;
		const run = runs.get(key);
		if (run) run.push(item);
		else runs.set(key, [item]);
	}
	return [...runs.values()];
}
