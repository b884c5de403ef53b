import * as v from 'valibot';
import { JourneyMapSchema, TouchpointSchema } from '#domain/journey/view.ts';
import { AddTouchpointInput, CreateJourneyInput, ListJourneysInput, journeyStatuses } from '#domain/journey/inputs.ts';
import type { View } from '#domain/shared/view.ts';
import { Instant } from './instant.ts';
import { idList, pageQuery } from './page.ts';

export { AddTouchpointInput, CreateJourneyInput, TouchpointSchema };

export const journeyQuery = v.strictObject({
	...pageQuery,
	status: ListJourneysInput.entries.status,
	ids: v.optional(idList),
	q: ListJourneysInput.entries.q
});

export const JourneyCardSchema = v.object({
	id: v.string(),
	title: v.string(),
	status: v.picklist(journeyStatuses),
	scenes: v.array(v.object({ id: v.string(), title: v.string(), touchpointCount: v.number() })),
	touchpointCount: v.number(),
	createdAt: Instant,
	updatedAt: v.pipe(Instant, v.description('When the map was last changed.'))
});
/** Enough for a card with its strip of scenes. */
export type JourneyCardView = View<typeof JourneyCardSchema>;

export const JourneySchema = v.object({
	...JourneyMapSchema.entries,
	status: v.picklist(journeyStatuses),
	createdAt: Instant,
	updatedAt: Instant
});
/** The whole map. */
export type JourneyView = View<typeof JourneySchema>;
export type { TouchpointView } from '#domain/journey/index.ts';
