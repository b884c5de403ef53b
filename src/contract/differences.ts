import * as v from 'valibot';
import { recordTypes } from '#domain/journey/index.ts';

const ComparedRecordSchema = v.nullable(
	v.pipe(
		v.looseObject({ type: v.picklist(['journey', ...recordTypes]), id: v.string() }),
		v.description('With all its fields. The journey’s own texts are a record of the type `journey` without an id.')
	)
);

/** What one map has otherwise than another. */
export const DifferenceSchema = v.object({
	what: v.picklist(['added', 'changed', 'deleted']),
	fields: v.pipe(v.array(v.string()), v.description('Fields that differ; `place` stands for scene, lane and order.')),
	here: ComparedRecordSchema,
	there: ComparedRecordSchema
});
