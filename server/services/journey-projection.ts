import type { JourneySnapshot } from '#domain/journey/index.ts';
import { lockJourney } from '../db/repos/journeys.ts';
import * as view from '../db/repos/journey-view.ts';
import type { Db } from '../db/scope.ts';
import type { JourneyDocuments } from './journey-documents.ts';

interface ProjectionDeps {
	readonly db: Db;
	readonly now: () => Date;
	readonly documents: JourneyDocuments;
}

/** A map has at most so many characters that can be searched. */
const SEARCH_LIMIT = 200_000;

/**
 * Writes the relational view of one journey. The lock is taken before the document is read, so whoever writes last has read last,
 * in whichever process.
 */
export async function projectJourney({ db, now, documents }: ProjectionDeps, key: view.JourneyKey): Promise<void> {
	await db.inWorkspace(key.workspaceId, async (trx) => {
		const before = await lockJourney(trx, key.workspaceId, key.journeyId);
		if (before === undefined) return;
		const snapshot = await documents.read(trx, { workspaceId: key.workspaceId, documentId: key.journeyId });
		if (snapshot === null) return;
		const at = now();
		await view.writeScenes(trx, key, snapshot.scenes.map(sceneRow), at);
		await view.writeTouchpoints(trx, key, touchpointsOf(snapshot), at);
		await view.writeJourney(trx, key, {
			title: snapshot.meta.title,
			searchText: searchable(snapshot),
			projectedAt: before.at
		});
	});
}

const sceneRow = (scene: JourneySnapshot['scenes'][number]): view.SceneRow => ({
	id: scene.id,
	title: scene.title,
	department_id: scene.departmentId,
	order_key: scene.order
});

/** Those that lost their scene are still somebody's work, and answers may hang on them: they stay in the view. */
const touchpointsOf = (snapshot: JourneySnapshot): view.TouchpointRow[] =>
	[
		...snapshot.touchpoints,
		...snapshot.orphans.map((orphan) => orphan.record).filter((record) => record.type === 'touchpoint')
	].map((touchpoint) => ({
		id: touchpoint.id,
		title: touchpoint.title,
		department_id: touchpoint.departmentId,
		order_key: touchpoint.order,
		scene_id: touchpoint.sceneId,
		lane_id: touchpoint.laneId,
		channel: touchpoint.channel,
		moment_of_truth: touchpoint.momentOfTruth
	}));

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
	return lines.filter(Boolean).join('\n').toLowerCase().slice(0, SEARCH_LIMIT);
}
