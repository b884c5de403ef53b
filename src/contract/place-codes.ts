import * as v from 'valibot';
import type { View } from '#domain/shared/view.ts';

export const PlaceCodesSchema = v.object({
	created: v.pipe(v.number(), v.description('Codes that are new.')),
	changed: v.pipe(v.number(), v.description('Codes that were there and have another owner, or are open again.')),
	same: v.pipe(v.number(), v.description('Codes that were there already.')),
	wrong: v.pipe(
		v.array(v.object({ line: v.number(), code: v.string() })),
		v.description('Lines that were left out because `skipWrong` said so, and the first thing wrong with each.')
	),
	codes: v.array(
		v.object({
			line: v.number(),
			name: v.string(),
			owner: v.nullable(v.string()),
			id: v.string(),
			code: v.string(),
			status: v.picklist(['created', 'changed', 'same'])
		})
	)
});
export type PlaceCodesView = View<typeof PlaceCodesSchema>;
