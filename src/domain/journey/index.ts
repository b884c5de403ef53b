export type { Touched } from './after-edit.ts';
export * from './assemble.ts';
export * from './cards/all-cards.ts';
export * from './changes.ts';
export { changesBetween } from './changes-between.ts';
export {
	compare,
	type Compared,
	type Difference,
	type JourneyItself,
	PLACE,
	type Place,
	rankOf,
	type Written,
	writtenAt
} from './compare.ts';
export * from './commands/define-command.ts';
export { limits } from './commands/fields.ts';
export { contentOf, type ItemContent, mayPaste } from './commands/paste.ts';
export * from './commands/all-commands.ts';
export type { ItemKind } from './lanes/define-lane.ts';
export * from './lanes/all-lanes.ts';
export * from './layout.ts';
export * from './opening-part.ts';
export * from './queries.ts';
export { type Card, createCard, isCard } from './records/card.ts';
export { type Emotion, emotionValues } from './records/define-record.ts';
export { createJourneyFields, type JourneyFields, type JourneyKind, journeyKinds } from './records/journey.ts';
export { createLane, isLane, type Lane } from './records/lane.ts';
export { createMarker, isMarker, type Marker } from './records/marker.ts';
export { createPath, isPath, type Path } from './records/path.ts';
export { createPersona, isPersona, type Persona } from './records/persona.ts';
export * from './records/all-records.ts';
export { createScene, isScene, type Scene } from './records/scene.ts';
export { type Channel, channels, createTouchpoint, isTouchpoint, type Touchpoint } from './records/touchpoint.ts';
export * from './schema.ts';
export * from './shared-place.ts';
export * from './snapshot.ts';
export * from './templates/index.ts';
export * from './view.ts';
