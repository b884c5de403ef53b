import * as v from 'valibot';
import { versionKinds } from '#domain/journey/inputs.ts';
import { IdSchema } from '#domain/shared/ids.ts';
import type { View } from '#domain/shared/view.ts';
import { Instant } from './instant.ts';
import { DifferenceSchema } from './differences.ts';

export const versionParams = v.strictObject({ id: IdSchema, version: IdSchema });

export const differencesQuery = v.strictObject({
	with: v.optional(v.pipe(IdSchema, v.description('Another version. Left out: the map as it is now.')))
});

export const VersionSchema = v.object({
	id: v.string(),
	kind: v.pipe(
		v.picklist(versionKinds),
		v.description(
			'`named`: somebody gave it a name. `daily`: kept by the program after a day with edits. `before-restore`: what the map was when somebody went back to another version.'
		)
	),
	title: v.pipe(v.nullable(v.string()), v.description('Of a named one, else null.')),
	author: v.pipe(
		v.nullable(
			v.object({ id: v.string(), name: v.pipe(v.nullable(v.string()), v.description('null: has left the workspace.')) })
		),
		v.description('null: kept by the program.')
	),
	at: Instant
});
/** What a map was at a time, in a list. */
export type VersionView = View<typeof VersionSchema>;

export const VersionDifferencesSchema = v.object({
	version: VersionSchema,
	other: v.pipe(v.nullable(VersionSchema), v.description('null: the map as it is now.')),
	differences: v.pipe(
		v.array(DifferenceSchema),
		v.description('What the version (`here`) has otherwise than the other one (`there`).')
	)
});
