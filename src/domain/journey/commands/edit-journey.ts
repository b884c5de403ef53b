import * as v from 'valibot';
import { journeyKinds, journeyRecord } from '../records/journey.ts';
import { defineCommand, outcome } from './define-command.ts';
import { seenInput, textInput, titleInput, withTheirs } from './fields.ts';

/** Title, description and kind of the journey itself. */
export const editJourney = defineCommand({
	name: 'editJourney',
	input: v.strictObject({
		fields: v.partial(v.strictObject({ title: titleInput, description: textInput, kind: v.picklist(journeyKinds) })),
		seen: seenInput
	}),
	run: ({ meta }, { fields, seen }) => {
		const { merged, replaced } = withTheirs(meta, fields, seen, journeyRecord.titles);
		const changed = Object.entries(merged).filter(
			([key, value]) => value !== undefined && seen?.[key] !== value && meta[key as keyof typeof fields] !== value
		);
		if (changed.length === 0) return outcome([]);
		return outcome([{ op: 'journey', fields: Object.fromEntries(changed), ...(seen ? { seen } : {}) }], { replaced });
	}
});
