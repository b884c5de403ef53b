import * as v from 'valibot';
import { IdSchema } from '#domain/shared/ids.ts';
import { fail, issue } from '#domain/shared/result.ts';
import { put } from '../changes.ts';
import { createScene } from '../records/scene.ts';
import { itemsWhere, removeWithAll } from './cascade.ts';
import { defineCommand, find, outcome } from './define-command.ts';
import {
	departmentInput,
	editInput,
	emotionInput,
	indexInput,
	limits,
	editOf,
	textInput,
	titleInput
} from './fields.ts';
import { moveWithin, placeAmong } from './siblings.ts';

/** A new column, before position `index` or at the end. */
export const addScene = defineCommand({
	name: 'addScene',
	input: v.strictObject({
		title: v.optional(titleInput, ''),
		index: indexInput,
		departmentId: v.optional(departmentInput, null)
	}),
	run: (snapshot, { index, ...fields }, { newId }) => {
		if (snapshot.scenes.length >= limits.scenes)
			return fail(issue('too_many_scenes', undefined, { limit: limits.scenes }));
		const id = newId();
		const { orders, repairs } = placeAmong(snapshot.scenes, index, [id]);
		return outcome([...repairs, put(createScene({ id, order: orders[0]!, ...fields }))], { created: [id] });
	}
});

export const editScene = defineCommand({
	name: 'editScene',
	input: editInput({
		title: titleInput,
		description: textInput,
		departmentId: departmentInput,
		expectedEmotion: emotionInput,
		width: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(160), v.maxValue(960)))
	}),
	run: (snapshot, { id, fields, seen }) => {
		const scene = find(snapshot, 'scene', id);
		return scene.ok ? editOf(scene.value, fields, seen) : scene;
	}
});

/** Moves a column to position `index`, counted without it. */
export const moveScene = defineCommand({
	name: 'moveScene',
	input: v.strictObject({ id: IdSchema, index: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
	run: (snapshot, { id, index }) => {
		const scene = find(snapshot, 'scene', id);
		return scene.ok ? outcome(moveWithin(snapshot.scenes, scene.value, index)) : scene;
	}
});

/** Deletes a column with everything in it; `removed` reports what went. */
export const deleteScene = defineCommand({
	name: 'deleteScene',
	input: v.strictObject({ id: IdSchema }),
	run: (snapshot, { id }) => {
		const scene = find(snapshot, 'scene', id);
		if (!scene.ok) return scene;
		return removeWithAll(
			snapshot,
			[scene.value],
			itemsWhere(snapshot, (item) => item.sceneId === id)
		);
	}
});
