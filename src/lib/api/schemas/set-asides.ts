import * as v from 'valibot';
import { recordTypes } from '#domain/journey/index.ts';
import { MAX_SET_ASIDES } from '#domain/journey/inputs.ts';
import { IdSchema } from '#domain/shared/ids.ts';

export const setAsideQuery = v.strictObject({
	limit: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^[1-9]\d?$/),
			v.transform(Number),
			v.number(),
			v.integer(),
			v.minValue(1),
			v.maxValue(MAX_SET_ASIDES)
		),
		'20'
	),
	cursor: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(40)))
});

export const setAsideParams = v.strictObject({
	id: IdSchema,
	entry: v.pipe(v.string(), v.regex(/^\d{1,9}-\d{1,15}$/))
});

const Record = v.nullable(
	v.pipe(
		v.looseObject({ type: v.picklist(['journey', ...recordTypes]), id: v.string() }),
		v.description('With all its fields. The journey’s own texts are a record of the type `journey` without an id.')
	)
);

export const SetAsideSchema = v.object({
	id: v.string(),
	at: v.pipe(v.string(), v.isoTimestamp(), v.description('When they were taken out of the map.')),
	authors: v.array(
		v.object({ id: v.string(), name: v.pipe(v.nullable(v.string()), v.description('null: has left the workspace.')) })
	),
	edits: v.pipe(v.number(), v.description('How many.')),
	bytes: v.number(),
	reason: v.pipe(v.string(), v.description('Why the first of them was refused, in the program’s words.')),
	contents: v.pipe(
		v.nullable(
			v.object({
				whole: v.pipe(v.boolean(), v.description('false: a part of them cannot be read.')),
				changes: v.array(
					v.object({
						what: v.picklist(['added', 'changed', 'deleted']),
						fields: v.pipe(
							v.array(v.string()),
							v.description('Fields that differ; `place` stands for scene, lane and order.')
						),
						here: v.pipe(Record, v.description('As they would make it.')),
						there: v.pipe(Record, v.description('As the map has it.'))
					})
				)
			})
		),
		v.description('What they would change on the map as it is now; null when nothing of it can be read.')
	)
});
