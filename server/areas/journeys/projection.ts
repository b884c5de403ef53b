import { byEditor, type NewEvent } from '#domain/events/index.ts';
import { editorSince } from '../../documents/repo/documents.ts';
import type { FollowerDeps } from '../../documents/follower.ts';
import { lockJourney } from './repo/journeys.ts';
import * as view from './repo/projection.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import type { JourneyDocuments } from './journey-documents.ts';
import { journeyRows } from './projected-rows.ts';

export interface ProjectionDeps {
	readonly db: Db;
	readonly now: () => Date;
	readonly documents: Pick<JourneyDocuments, 'read'>;
	readonly log: FollowerDeps['log'];
}

/** Writes the relational view of one journey, in a transaction of its own. */
export const projectJourney = (deps: ProjectionDeps, key: view.JourneyKey): Promise<void> =>
	deps.db.inWorkspace(key.workspaceId, (trx) => projectWithin(trx, deps, key));

/**
 * The same inside the caller's transaction. The lock is taken before the document is read, so whoever writes last has read
 * last, in whichever process. A record that the tables refuse is left out and named in the log: the others stay current.
 */
export async function projectWithin(
	trx: Trx,
	{ now, documents, log }: Omit<ProjectionDeps, 'db'>,
	key: view.JourneyKey
): Promise<void> {
	const before = await lockJourney(trx, key.workspaceId, key.journeyId);
	if (before === undefined) return;
	const snapshot = await documents.read(trx, { workspaceId: key.workspaceId, documentId: key.journeyId });
	if (snapshot === null) return;
	const at = now();
	const { title, searchText, scenes, touchpoints } = journeyRows(snapshot);
	const refusedScenes = await view.writeScenes(trx, key, scenes, at);
	const written = await view.writeTouchpoints(trx, key, touchpoints, at);
	for (const { id, error } of [...refusedScenes, ...written.refused])
		log.error({ err: error, journey: key.journeyId, record: id }, 'a record of a map cannot be written to its view');
	await view.writeJourney(trx, key, { title, searchText, projectedAt: before.at });
	const { workspaceId, journeyId } = key;
	const events: NewEvent[] = written.changes.map(({ id, change }) => ({
		kind: `touchpoint.${change}` as const,
		subject: id,
		payload: { journeyId }
	}));
	if (title !== before.title) events.push({ kind: 'journey.renamed', subject: journeyId, payload: {} });
	if (events.length === 0) return;
	const editor = await editorSince(trx, { workspaceId, documentId: journeyId }, before.projected_at);
	await record(trx, workspaceId, byEditor(editor), events);
}
