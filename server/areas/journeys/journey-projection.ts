import { journeyKind } from '#document/kinds/journey/index.ts';
import type { DocumentProjection } from '../../documents/projection/document-projection.ts';
import { lockJourney } from './repo/journeys.ts';
import { writeView } from './write-view.ts';

/** The relational view of journeys: scenes, touchpoints, names, search text. */
export const journeyProjection: DocumentProjection = {
	kind: journeyKind.name,
	project: (key, { db, read, now, log }) =>
		db.inWorkspace(key.workspaceId, async (trx) => {
			const before = await lockJourney(trx, key.workspaceId, key.documentId);
			if (before === undefined) return;
			const snapshot = await read(trx, journeyKind, key);
			if (snapshot === null) return;
			const journey = { workspaceId: key.workspaceId, journeyId: key.documentId };
			await writeView(trx, journey, snapshot, { before, at: now(), log });
		})
};
