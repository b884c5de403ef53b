import type { Id } from '#domain/shared/ids.ts';
import type { JourneyKind } from './records/journey.ts';
import type { Channel } from './records/touchpoint.ts';
import type { Cell, Item, JourneySnapshot } from './snapshot.ts';

/** The whole map for `GET /api/v1/journeys/{id}`: every list in the order of the map, every field named. */
export interface JourneyView {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	readonly kind: JourneyKind;
	readonly scenes: readonly {
		id: Id;
		title: string;
		description: string;
		departmentId: Id | null;
		expectedEmotion: number | null;
	}[];
	readonly lanes: readonly { id: Id; kind: string; title: string }[];
	readonly touchpoints: readonly (Cell & {
		id: Id;
		title: string;
		description: string;
		channel: Channel;
		departmentId: Id | null;
		momentOfTruth: boolean;
		expectedEmotion: number | null;
	})[];
	/** Fields of a card's own kind (`severity`, `source` …) stand beside the common ones. */
	readonly cards: readonly (Cell & {
		id: Id;
		kind: string;
		title: string;
		description: string;
		[own: string]: unknown;
	})[];
	readonly paths: readonly { id: Id; fromId: Id; toId: Id; label: string }[];
	readonly personas: readonly { id: Id; name: string; description: string; goals: string; frustrations: string }[];
}

/** The contract's view of a snapshot. Orphans and unreadable records are not part of the map. */
export function journeyView(id: Id, snapshot: JourneySnapshot): JourneyView {
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
