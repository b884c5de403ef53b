import type { JourneySnapshot } from '#domain/journey/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { cut, storable } from '#domain/shared/storable.ts';
import { writeOpening } from './opening.ts';
import type { SceneRow, TouchpointRow } from './repo/projection.ts';

/** A map has at most so many characters that can be searched. */
const SEARCH_LIMIT = 200_000;
/** Of a title, in lists; the map itself shows all of it. People may type 200, edits that merge make more. */
const TITLE_LIMIT = 1_000;

/** The relational view of a journey. */
export interface JourneyRows {
	readonly title: string;
	readonly searchText: string;
	/** What is seen first (`writeOpening`). */
	readonly opening: string;
	readonly scenes: readonly SceneRow[];
	readonly touchpoints: readonly TouchpointRow[];
}

/**
 * What a journey's document says, as the tables can hold it, whatever it holds: texts without what PostgreSQL cannot store
 * and cut to a length, and only records whose id is one. (Any client may write anything into a document.)
 */
export function journeyRows(snapshot: JourneySnapshot): JourneyRows {
	return {
		title: line(snapshot.meta.title),
		searchText: searchable(snapshot),
		opening: writeOpening(snapshot),
		scenes: snapshot.scenes.filter(hasId).map(sceneRow),
		touchpoints: touchpointsOf(snapshot).filter(hasId).map(touchpointRow)
	};
}

const line = (text: string): string => cut(storable(text), TITLE_LIMIT);

const hasId = ({ id }: { readonly id: string }): boolean => isId(id);

const sceneRow = (scene: JourneySnapshot['scenes'][number]): SceneRow => ({
	id: scene.id,
	title: line(scene.title),
	department_id: scene.departmentId,
	order_key: scene.order
});

/** Those that lost their scene are still somebody's work, and answers may hang on them: they stay in the view. */
const touchpointsOf = (snapshot: JourneySnapshot): JourneySnapshot['touchpoints'][number][] => [
	...snapshot.touchpoints,
	...snapshot.orphans.map((orphan) => orphan.record).filter((record) => record.type === 'touchpoint')
];

const touchpointRow = (touchpoint: JourneySnapshot['touchpoints'][number]): TouchpointRow => ({
	id: touchpoint.id,
	title: line(touchpoint.title),
	department_id: touchpoint.departmentId,
	order_key: touchpoint.order,
	scene_id: touchpoint.sceneId,
	lane_id: touchpoint.laneId,
	channel: touchpoint.channel,
	moment_of_truth: touchpoint.momentOfTruth
});

/** Every text of the map, lower case, one per line. */
function searchable(snapshot: JourneySnapshot): string {
	const lines = [
		snapshot.meta.title,
		snapshot.meta.description,
		...[...snapshot.scenes, ...snapshot.touchpoints, ...snapshot.cards].flatMap((record) => [
			record.title,
			record.description
		]),
		...snapshot.personas.flatMap((persona) => [persona.name, persona.description])
	];
	return cut(storable(lines.filter(Boolean).join('\n').toLowerCase()), SEARCH_LIMIT);
}
