import { journeyKind } from '#document/kinds/journey/index.ts';
import { readDocumentsOf } from '../../documents/documents-of.ts';
import type { DocumentProjection } from '../../documents/projection/document-projection.ts';
import { lockJourney } from './repo/journeys.ts';
import { writeView } from './write-view.ts';

const read = readDocumentsOf(journeyKind);

/** The relational view of journeys: scenes, touchpoints, names, search text. */
export const journeyProjection: DocumentProjection = {
	kind: journeyKind.name,
	project: (key, { db, now, log }) =>
		db.inWorkspace(key.workspaceId, async (trx) => {
			const before = await lockJourney(trx, key.workspaceId, key.documentId);
			if (before === undefined) return;
			const snapshot = await read(trx, key);
			if (snapshot === null) return;
			const journey = { workspaceId: key.workspaceId, journeyId: key.documentId };
			await writeView(trx, journey, snapshot, { before, at: now(), log });
		})
};
