import * as v from 'valibot';
import { recordTypes } from '#domain/journey/index.ts';
import { MAX_SET_ASIDES } from '#domain/shared/set-asides.ts';
import { IdSchema } from '#domain/shared/ids.ts';
import type { View } from '#domain/shared/view.ts';
import { Instant } from './instant.ts';
import { pageOf } from './page.ts';

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

/** @param types of its records @param own what the record without an id is */
const setAsidesOf = (types: readonly string[], own: string) => {
	const Record = v.nullable(
		v.pipe(
			v.looseObject({ type: v.picklist(types), id: v.string() }),
			v.description(`With all its fields. The ${own}’s own texts are a record of the type \`${own}\` without an id.`)
		)
	);
	const entry = v.object({
		id: v.string(),
		at: v.pipe(Instant, v.description('When they were taken out of the document.')),
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
							fields: v.pipe(v.array(v.string()), v.description('Fields that differ.')),
							here: v.pipe(Record, v.description('As they would make it.')),
							there: v.pipe(Record, v.description('As the document has it.'))
						})
					)
				})
			),
			v.description('What they would change in the document as it is now; null when nothing of it can be read.')
		)
	});
	return v.object({
		...pageOf(entry).entries,
		edits: v.pipe(v.number(), v.description('How many edits there are, on all pages.'))
	});
};

/** Of maps; in `fields`, `place` stands for scene, lane and order. */
export const SetAsidesSchema = setAsidesOf(['journey', ...recordTypes], 'journey');
/** Of surveys' drafts; their fields are named with their language: `text.en`. */
export const DraftSetAsidesSchema = setAsidesOf(['survey', 'question'], 'survey');

type Entry = View<typeof SetAsidesSchema>['items'][number];

/**
 * Edits that were stored, that Yjs then refused to put into their document, and that are kept beside it.
 * @typeParam Difference what the document's kind says of a record that differs
 */
export type SetAsideView<Difference = unknown> = Omit<Entry, 'contents'> & {
	readonly contents: { readonly whole: boolean; readonly changes: readonly Difference[] } | null;
};
