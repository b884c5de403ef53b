import * as v from 'valibot';
import { IdSchema } from '#domain/shared/ids.ts';
import { fail, issue } from '#domain/shared/result.ts';
import { put } from '../changes.ts';
import { cards, type CardKind } from '../cards/all-cards.ts';
import { itemsIn } from '../queries.ts';
import { createCard } from '../records/card.ts';
import type { Lane } from '../records/lane.ts';
import { createTouchpoint } from '../records/touchpoint.ts';
import type { Item } from '../snapshot.ts';
import { itemCount, kindIn, tooMany } from './cells.ts';
import { defineCommand, find, outcome } from './define-command.ts';
import { indexInput, limits, textInput, titleInput } from './fields.ts';
import { placeAmong } from './siblings.ts';
import { touchpointFields } from './touchpoints.ts';

/** Own fields of a kind of card as people may give them: texts within limits. */
const ownInput = ({ own, ownTexts }: (typeof cards)[CardKind]): v.ObjectEntries =>
	Object.fromEntries(
		Object.entries(own).map(([key, schema]) => [
			key,
			(ownTexts as readonly string[]).includes(key) ? v.optional(textInput, '') : schema
		])
	);

const touchpointContent = v.strictObject({
	kind: v.literal('touchpoint'),
	...v.partial(v.object(touchpointFields)).entries
});

const cardContents = Object.values(cards).map((definition) =>
	v.strictObject({
		...ownInput(definition),
		kind: v.literal(definition.kind),
		title: v.optional(titleInput, ''),
		description: v.optional(textInput, '')
	})
);

/** What an item says, without identity and place. */
export const ItemContent = v.union([touchpointContent, ...cardContents]);
export type ItemContent = v.InferInput<typeof ItemContent>;

/** The content of an item, for pasting: a pasted touchpoint is a new one, without answers. */
export function contentOf(item: Item): ItemContent {
	const { id: _id, type, sceneId: _scene, laneId: _lane, order: _order, ...content } = item;
	return { kind: 'touchpoint', ...(type === 'touchpoint' ? content : content) } as ItemContent;
}

/** Does the lane take all of it, as it is or as what the lane holds? */
export const mayPaste = (lane: Lane, items: readonly ItemContent[]): boolean =>
	items.every(({ kind }) => kindIn(lane, kind) !== null);

/**
 * Puts copied content into a cell, as one step, in the order given. A text in a lane that does not take its kind
 * becomes what that lane holds.
 */
export const pasteCards = defineCommand({
	name: 'pasteCards',
	input: v.strictObject({
		sceneId: IdSchema,
		laneId: IdSchema,
		index: indexInput,
		items: v.pipe(v.array(ItemContent), v.minLength(1), v.maxLength(limits.items))
	}),
	run: (snapshot, { sceneId, laneId, index, items }, { newId }) => {
		if (itemCount(snapshot) + items.length > limits.items) return tooMany();
		const scene = find(snapshot, 'scene', sceneId, 'sceneId');
		if (!scene.ok) return scene;
		const lane = find(snapshot, 'lane', laneId, 'laneId');
		if (!lane.ok) return lane;
		const kinds = items.map(({ kind }) => kindIn(lane.value, kind));
		const refused = kinds.filter((kind) => kind === null).length;
		if (refused > 0) return fail(issue('lane_refuses_card', ['laneId'], { kind: lane.value.kind, n: refused }));

		const created = items.map(() => newId());
		const { orders, repairs } = placeAmong(itemsIn(snapshot, { sceneId, laneId }), index, created);
		const puts = items.map(({ kind: _kind, ...content }, i) => {
			const kind = kinds[i]!;
			const place = { id: created[i]!, order: orders[i]!, sceneId, laneId };
			return put(
				kind === 'touchpoint' ? createTouchpoint({ ...content, ...place }) : createCard({ ...content, ...place, kind })
			);
		});
		return outcome([...repairs, ...puts], { created });
	}
});
