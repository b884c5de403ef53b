import { actionsLane } from './actions.ts';
import { backstageLane } from './backstage.ts';
import type { ItemKind, LaneDefinition } from './define-lane.ts';
import { emotionLane } from './emotion.ts';
import { eventsLane } from './events.ts';
import { imagesLane } from './images.ts';
import { metricsLane } from './metrics.ts';
import { notesLane } from './notes.ts';
import { opportunitiesLane } from './opportunities.ts';
import { painPointsLane } from './pain-points.ts';
import { quotesLane } from './quotes.ts';
import { touchpointsLane } from './touchpoints.ts';

/** Every kind of lane: a new kind is one file beside this one and one line here. */
export const lanes = {
	touchpoints: touchpointsLane,
	actions: actionsLane,
	emotion: emotionLane,
	metrics: metricsLane,
	events: eventsLane,
	'pain-points': painPointsLane,
	opportunities: opportunitiesLane,
	quotes: quotesLane,
	backstage: backstageLane,
	notes: notesLane,
	images: imagesLane
} as const satisfies Record<string, LaneDefinition>;

export type LaneKind = keyof typeof lanes;
export const laneKinds = Object.keys(lanes) as unknown as readonly [LaneKind, ...LaneKind[]];

/** Kinds that people may add now. */
export const addableLaneKinds = laneKinds.filter((kind) => lanes[kind].addable);

export const laneDefinition = (kind: LaneKind): LaneDefinition<LaneKind> => lanes[kind];

/** Do the cells of a lane of this kind take such an item? */
export const laneAccepts = (kind: LaneKind, item: ItemKind): boolean => laneDefinition(kind).accepts.includes(item);
