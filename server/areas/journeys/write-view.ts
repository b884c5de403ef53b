import { byEditor, type NewEvent } from '#domain/events/index.ts';
import type { JourneySnapshot } from '#domain/journey/index.ts';
import { tellPlaced } from '../../bus/tell.ts';
import { editorSince } from '../../documents/repo/documents.ts';
import type { LockedJourney } from './repo/journeys.ts';
import * as view from './repo/projection.ts';
import type { Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import type { Log } from '../../platform/log.ts';
import { journeyRows } from './projected-rows.ts';

/**
 * Writes the relational view of a journey inside the caller's transaction, which has locked the journey's row before it read
 * the document. A record that the tables refuse is left out and named in the log: the others stay current.
 * @param options.before the row as it was locked
 */
export async function writeView(
	trx: Trx,
	key: view.JourneyKey,
	snapshot: JourneySnapshot,
	{ before, at, log }: { readonly before: LockedJourney; readonly at: Date; readonly log: Pick<Log, 'error'> }
): Promise<void> {
	const { workspaceId, journeyId } = key;
	const { title, searchText, opening, scenes, touchpoints } = journeyRows(snapshot);
	const writtenScenes = await view.writeScenes(trx, key, scenes, at);
	const written = await view.writeTouchpoints(trx, key, touchpoints, at);
	for (const { id, error } of [...writtenScenes.refused, ...written.refused])
		log.error({ err: error, journey: journeyId, record: id }, 'a record of a map cannot be written to its view');
	await view.writeJourney(trx, key, { title, searchText, opening, projectedAt: before.at });
	if (writtenScenes.placed || written.placed) await tellPlaced(trx, workspaceId, journeyId);
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
