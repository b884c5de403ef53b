import * as v from 'valibot';
import type { Id } from '#domain/shared/ids.ts';
import type { View } from '../shared/view.ts';
import { journeyKinds } from './records/journey.ts';
import { channels } from './records/touchpoint.ts';
import type { Item, JourneySnapshot } from './snapshot.ts';

const Emotion = v.nullable(v.pipe(v.number(), v.minValue(-2), v.maxValue(2)));

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
export type TouchpointView = View<typeof TouchpointSchema>;

export const JourneyMapSchema = v.object({
	id: v.string(),
	title: v.string(),
	description: v.string(),
	kind: v.picklist(journeyKinds),
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
	/** Fields of a card's own kind (`severity`, `source` …) stand beside the common ones. */
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
	)
});
/** The whole map for `GET /api/v1/journeys/{id}`: every list in the order of the map, every field named. */
export type JourneyMap = View<typeof JourneyMapSchema>;

/** The contract's view of a snapshot. Orphans and unreadable records are not part of the map. */
export function journeyView(id: Id, snapshot: JourneySnapshot): JourneyMap {
	const inMapOrder = mapOrder(snapshot);
	return {
		id,
		title: snapshot.meta.title,
		description: snapshot.meta.description,
		kind: snapshot.meta.kind,
		scenes: snapshot.scenes.map(({ id, title, description, departmentId, expectedEmotion }) => ({
			id,
			title,
			description,
			departmentId,
			expectedEmotion
		})),
		lanes: snapshot.lanes.map(({ id, kind, title }) => ({ id, kind, title })),
		touchpoints: [...snapshot.touchpoints].sort(inMapOrder).map((t) => ({
			id: t.id,
			title: t.title,
			description: t.description,
			sceneId: t.sceneId,
			laneId: t.laneId,
			channel: t.channel,
			departmentId: t.departmentId,
			momentOfTruth: t.momentOfTruth,
			expectedEmotion: t.expectedEmotion
		})),
		cards: [...snapshot.cards].sort(inMapOrder).map(({ type: _type, order: _order, ...card }) => card),
		paths: snapshot.paths.map(({ id, fromId, toId, label }) => ({ id, fromId, toId, label })),
		personas: snapshot.personas.map(({ id, name, description, goals, frustrations }) => ({
			id,
			name,
			description,
			goals,
			frustrations
		}))
	};
}

/** By scene, then lane, then place in the cell. Stable for items of one cell, which come sorted. */
function mapOrder(snapshot: JourneySnapshot): (a: Item, b: Item) => number {
	const scenes = new Map(snapshot.scenes.map((s, i) => [s.id, i]));
	const lanes = new Map(snapshot.lanes.map((l, i) => [l.id, i]));
	return (a, b) => scenes.get(a.sceneId)! - scenes.get(b.sceneId)! || lanes.get(a.laneId)! - lanes.get(b.laneId)!;
}
