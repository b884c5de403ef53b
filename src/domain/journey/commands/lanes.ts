import * as v from 'valibot';
import { IdSchema } from '#domain/shared/ids.ts';
import { fail, issue } from '#domain/shared/result.ts';
import { put } from '../changes.ts';
import { laneDefinition, laneKinds } from '../lanes/all-lanes.ts';
import { createLane } from '../records/lane.ts';
import { itemsWhere, removeWithAll } from './cascade.ts';
import { defineCommand, find, outcome } from './define-command.ts';
import { editInput, indexInput, limits, editOf, titleInput } from './fields.ts';
import { moveWithin, placeAmong } from './siblings.ts';

/** A new row of a kind that people may add now, before position `index` or at the end. */
export const addLane = defineCommand({
	name: 'addLane',
	input: v.strictObject({ kind: v.picklist(laneKinds), title: v.optional(titleInput, ''), index: indexInput }),
	run: (snapshot, { kind, title, index }, { newId }) => {
		if (!laneDefinition(kind).addable) return fail(issue('lane_kind_unavailable', ['kind'], { kind }));
		if (snapshot.lanes.length >= limits.lanes) return fail(issue('too_many_lanes', undefined, { limit: limits.lanes }));
		const id = newId();
		const { orders, repairs } = placeAmong(snapshot.lanes, index, [id]);
		return outcome([...repairs, put(createLane({ id, kind, title, order: orders[0]! }))], { created: [id] });
	}
});

/** Name and least height (board pixels; null: the kind's own). */
export const editLane = defineCommand({
	name: 'editLane',
	input: editInput({
		title: titleInput,
		height: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(48), v.maxValue(1200)))
	}),
	run: (snapshot, { id, fields, seen }) => {
		const lane = find(snapshot, 'lane', id);
		return lane.ok ? editOf(lane.value, fields, seen) : lane;
	}
});

/** Moves a row to position `index`, counted without it. */
export const moveLane = defineCommand({
	name: 'moveLane',
	input: v.strictObject({ id: IdSchema, index: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
	run: (snapshot, { id, index }) => {
		const lane = find(snapshot, 'lane', id);
		return lane.ok ? outcome(moveWithin(snapshot.lanes, lane.value, index)) : lane;
	}
});

/** Deletes a row with everything in it; `removed` reports what went. */
export const deleteLane = defineCommand({
	name: 'deleteLane',
	input: v.strictObject({ id: IdSchema }),
	run: (snapshot, { id }) => {
		const lane = find(snapshot, 'lane', id);
		if (!lane.ok) return lane;
		return removeWithAll(
			snapshot,
			[lane.value],
			itemsWhere(snapshot, (item) => item.laneId === id)
		);
	}
});
