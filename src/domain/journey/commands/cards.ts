import * as v from 'valibot';
import { fail, issue } from '#domain/shared/result.ts';
import { put } from '../changes.ts';
import { cardKinds, cards } from '../cards/all-cards.ts';
import { itemsIn } from '../queries.ts';
import { createCard } from '../records/card.ts';
import { cellFor, target } from './cells.ts';
import { defineCommand, find, outcome } from './define-command.ts';
import { editInput, editOf, textInput, titleInput } from './fields.ts';
import { placeAmong } from './siblings.ts';

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
		return outcome([...repairs, put(createCard({ id, kind, order: orders[0]!, ...cell.value, ...fields }))], {
			created: [id]
		});
	}
});

/** Own fields of every kind of card; `run` refuses those that this card's kind does not have. */
const ownFields: v.ObjectEntries = Object.fromEntries(
	Object.values(cards).flatMap(({ own, ownTexts }) =>
		Object.entries(own).map(([key, schema]) => [
			key,
			(ownTexts as readonly string[]).includes(key) ? textInput : schema
		])
	)
);

export const editCard = defineCommand({
	name: 'editCard',
	input: editInput({ title: titleInput, description: textInput, ...ownFields }),
	run: (snapshot, { id, fields, seen }) => {
		const card = find(snapshot, 'card', id);
		if (!card.ok) return card;
		const allowed = cards[card.value.kind].schema.entries;
		const foreign = Object.keys(fields).filter((key) => !(key in allowed));
		if (foreign.length > 0) return fail(...foreign.map((key) => issue('unknown_key', ['fields', key])));
		return editOf(card.value, fields, seen);
	}
});
