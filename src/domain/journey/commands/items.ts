import * as v from 'valibot';
import { type Id, IdSchema } from '#domain/shared/ids.ts';
import { fail, issue } from '#domain/shared/result.ts';
import { type Change, put } from '../changes.ts';
import { itemKind, itemsIn } from '../queries.ts';
import { removeWithAll } from './cascade.ts';
import { findItems, itemCount, kindIn, runsOf, tooMany } from './cells.ts';
import { defineCommand, find, outcome } from './define-command.ts';
import { emotionInput, indexInput, itemIds, limits, patchOf } from './fields.ts';
import { placeAmong } from './siblings.ts';

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
		const kinds = items.value.map((item) => kindIn(lane.value, itemKind(item)));
		const refused = items.value.filter((_, i) => kinds[i] === null);
		if (refused.length > 0)
			return fail(issue('lane_refuses_card', ['laneId'], { kind: lane.value.kind, n: refused.length }));

		const moved = new Set(items.value.map((item) => item.id));
		const row = itemsIn(snapshot, { sceneId, laneId });
		const others = row.filter((item) => !moved.has(item.id));
		const at = Math.min(index ?? others.length, others.length);
		if (items.value.every((item, i) => row[at + i]?.id === item.id)) return outcome([]);

		const { orders, repairs } = placeAmong(
			others,
			at,
			items.value.map((item) => item.id)
		);
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
		for (const run of runsOf(items.value)) {
			const last = run[run.length - 1]!;
			const row = itemsIn(snapshot, last);
			const copies = run.map((item) => ({ item, id: newId() }));
			const { orders, repairs } = placeAmong(
				row,
				row.findIndex((item) => item.id === last.id) + 1,
				copies.map((c) => c.id)
			);
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
