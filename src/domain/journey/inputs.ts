import * as v from 'valibot';
import { IdSchema } from '#domain/shared/ids.ts';
import { locales } from '#domain/shared/locale.ts';
import { visibleOrNothing } from '#domain/shared/visible.ts';
import { limits } from './commands/fields.ts';
import { channels } from './records/touchpoint.ts';
import { templateIds } from './templates/all-templates.ts';

const title = v.pipe(
	v.string(),
	v.trim(),
	v.minLength(1),
	v.maxLength(limits.title),
	v.transform(visibleOrNothing),
	v.minLength(1)
);

export const journeyStatuses = ['active', 'archived'] as const;
export type JourneyStatus = (typeof journeyStatuses)[number];

export const CreateJourneyInput = v.strictObject({
	title,
	template: v.optional(v.picklist(templateIds), 'blank'),
	/** Language of the template's texts. */
	locale: v.optional(v.picklist(locales), 'en')
});

export const UpdateJourneyInput = v.strictObject({
	title: v.optional(title),
	status: v.optional(v.picklist(journeyStatuses))
});

export const ListJourneysInput = v.strictObject({
	status: v.optional(v.picklist(journeyStatuses)),
	/** Only these. */
	ids: v.optional(v.pipe(v.array(IdSchema), v.minLength(1), v.maxLength(200))),
	/** Words to find anywhere on the map. */
	q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
	limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 50),
	cursor: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200)))
});

/** How a version came to be: somebody gave it a name, the program kept it by itself, or somebody went back to another one. */
export const versionKinds = ['named', 'daily', 'before-restore'] as const;
export type VersionKind = (typeof versionKinds)[number];

/** Versions with names that a journey can have. */
export const MAX_NAMED_VERSIONS = 200;

export const NameVersionInput = v.strictObject({ title });

export const ListVersionsInput = v.strictObject({
	limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 50),
	cursor: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200)))
});

export const AddTouchpointInput = v.strictObject({
	sceneId: IdSchema,
	title,
	channel: v.optional(v.picklist(channels), 'other')
});
