import type { Difference } from '#domain/journey/index.ts';
import type { Db } from '../../db/scope.ts';
import { createSetAsides, type SetAsides } from '../documents/set-asides.ts';
import type { JourneyDocuments } from './journey-documents.ts';
import { findJourney } from './repo/journeys.ts';

/** Edits that could not be put into their map. */
export const createJourneySetAsides = (deps: {
	readonly db: Db;
	readonly documents: Pick<JourneyDocuments, 'readSetAside'>;
}): SetAsides<Difference> =>
	createSetAsides({
		db: deps.db,
		permission: 'journey.edit',
		exists: async (trx, workspaceId, id) => (await findJourney(trx, workspaceId, id)) !== undefined,
		read: (key, rows) => deps.documents.readSetAside(key, rows),
		discarded: (subject) => ({ kind: 'journey.edits-discarded', subject, payload: {} })
	});
