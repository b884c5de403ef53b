import * as v from 'valibot';
import { type Id, IdSchema } from '#domain/shared/ids.ts';
import { fail, issue } from '#domain/shared/result.ts';
import { put } from '../changes.ts';
import { itemCount, tooMany } from './cells.ts';
import { itemsWhere } from './cascade.ts';
import { defineCommand, find, outcome } from './define-command.ts';
import { limits } from './fields.ts';
import { placeAmong } from './siblings.ts';

/**
 * A copy of a scene right behind it, with everything in it. All of it is new: copies of touchpoints have no answers. The
 * copies are joined as the originals are among themselves; paths from and to other scenes stay with the originals.
 */
export const duplicateScene = defineCommand({
	name: 'duplicateScene',
	input: v.strictObject({ id: IdSchema }),
	run: (snapshot, { id }, { newId }) => {
		const scene = find(snapshot, 'scene', id);
		if (!scene.ok) return scene;
		if (snapshot.scenes.length >= limits.scenes)
			return fail(issue('too_many_scenes', undefined, { limit: limits.scenes }));
		const items = itemsWhere(snapshot, (item) => item.sceneId === id);
		if (itemCount(snapshot) + items.length > limits.items) return tooMany();

		const sceneId = newId();
		const at = snapshot.scenes.findIndex((one) => one.id === id) + 1;
		const { orders, repairs } = placeAmong(snapshot.scenes, at, [sceneId]);
		const copies = new Map<Id, Id>(items.map((item) => [item.id, newId()]));
		const paths = snapshot.paths.filter(({ fromId, toId }) => copies.has(fromId) && copies.has(toId));
		return outcome(
			[
				...repairs,
				put({ ...scene.value, id: sceneId, order: orders[0]! }),
				...items.map((item) => put({ ...item, id: copies.get(item.id)!, sceneId })),
				...paths.map((path) =>
					put({ ...path, id: newId(), fromId: copies.get(path.fromId)!, toId: copies.get(path.toId)! })
				)
			],
			{ created: [sceneId] }
		);
	}
});
