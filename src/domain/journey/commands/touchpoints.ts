import * as v from 'valibot';
import { put } from '../changes.ts';
import { itemsIn } from '../queries.ts';
import { channels, createTouchpoint } from '../records/touchpoint.ts';
import { cellFor, target } from './cells.ts';
import { defineCommand, find, outcome } from './define-command.ts';
import { departmentInput, editInput, emotionInput, editOf, textInput, titleInput } from './fields.ts';
import { placeAmong } from './siblings.ts';

/** Fields of a touchpoint as people may give them. */
export const touchpointFields = {
	title: titleInput,
	description: textInput,
	channel: v.picklist(channels),
	departmentId: departmentInput,
	momentOfTruth: v.boolean(),
	expectedEmotion: emotionInput
} as const;

export const addTouchpoint = defineCommand({
	name: 'addTouchpoint',
	input: v.strictObject({ ...target, ...v.partial(v.object(touchpointFields)).entries }),
	run: (snapshot, { sceneId, laneId, index, ...fields }, { newId }) => {
		const cell = cellFor(snapshot, 'touchpoint', sceneId, laneId);
		if (!cell.ok) return cell;
		const id = newId();
		const { orders, repairs } = placeAmong(itemsIn(snapshot, cell.value), index, [id]);
		return outcome([...repairs, put(createTouchpoint({ id, order: orders[0]!, ...cell.value, ...fields }))], {
			created: [id]
		});
	}
});

export const editTouchpoint = defineCommand({
	name: 'editTouchpoint',
	input: editInput(touchpointFields),
	run: (snapshot, { id, fields, seen }) => {
		const touchpoint = find(snapshot, 'touchpoint', id);
		return touchpoint.ok ? editOf(touchpoint.value, fields, seen) : touchpoint;
	}
});
