import * as v from 'valibot';
import { channels, journeyKinds } from '#domain/journey/index.ts';
import { AddTouchpointInput, CreateJourneyInput, ListJourneysInput, journeyStatuses } from '#domain/journey/inputs.ts';
import { idList, pageQuery } from './page.ts';

export { AddTouchpointInput, CreateJourneyInput };

const Instant = v.pipe(v.string(), v.isoTimestamp());
const Emotion = v.nullable(v.pipe(v.number(), v.minValue(-2), v.maxValue(2)));

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
	updatedAt: Instant
});

export const TouchpointSchema = v.object({
	id: v.pipe(v.string(), v.description('For ever: moving, renaming or re-ordering never changes it.')),
	title: v.string(),
	description: v.string(),
	sceneId: v.string(),
	laneId: v.string(),
	channel: v.picklist(channels),
	departmentId: v.nullable(v.string()),
	momentOfTruth: v.boolean(),
	expectedEmotion: Emotion
});

export const JourneySchema = v.object({
	id: v.string(),
	title: v.string(),
	description: v.string(),
	kind: v.picklist(journeyKinds),
	status: v.picklist(journeyStatuses),
	scenes: v.array(
		v.object({
			id: v.string(),
			title: v.string(),
			description: v.string(),
			departmentId: v.nullable(v.string()),
			expectedEmotion: Emotion
		})
	),
	lanes: v.array(v.object({ id: v.string(), kind: v.string(), title: v.string() })),
	touchpoints: v.array(TouchpointSchema),
	cards: v.array(
		v.looseObject({
			id: v.string(),
			kind: v.string(),
			title: v.string(),
			description: v.string(),
			sceneId: v.string(),
			laneId: v.string()
		})
	),
	paths: v.array(v.object({ id: v.string(), fromId: v.string(), toId: v.string(), label: v.string() })),
	personas: v.array(
		v.object({ id: v.string(), name: v.string(), description: v.string(), goals: v.string(), frustrations: v.string() })
	),
	createdAt: Instant,
	updatedAt: Instant
});
