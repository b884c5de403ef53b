import { apply, editedRoots, readJourney, readJourneyUpdate, seed } from '#document/index.ts';
import { runCommand, schemaNumber } from '#domain/journey/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import { onlyMaps, UnknownDocument, type Collab } from '../../collab/index.ts';
import { createDocument, readDocument } from '../../documents/repo/documents.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import type { JourneyDocuments } from './journey-documents.ts';

/** Where in a journey's document people may write. */
export const journeyRoots = onlyMaps(editedRoots);

/** Documents of the collaboration server, read and edited as journeys. The one place where the two meet. */
export function createJourneyDocuments({
	collab,
	newId
}: {
	readonly collab: Collab;
	readonly newId: NewId;
}): JourneyDocuments {
	return {
		create: (trx, { workspaceId, documentId }, snapshot, author) =>
			createDocument(trx, {
				workspaceId,
				id: documentId,
				kind: 'journey',
				schemaVersion: schemaNumber(),
				update: seed(snapshot),
				author
			}),

		async read(trx, { workspaceId, documentId }) {
			const stored = await readDocument(trx, workspaceId, documentId);
			return stored?.kind === 'journey' ? readJourneyUpdate(stored.update) : null;
		},

		async edit(key, actor, command, input) {
			try {
				return await collab.transact(key, actor.userId, (doc) => {
					const result = runCommand(readJourney(doc), command, input, { newId });
					if (!result.ok) throw invalid(result.issues);
					apply(doc, result.value.changes, 'wayfelt:api');
					return { created: result.value.created, snapshot: readJourney(doc) };
				});
			} catch (error) {
				throw error instanceof UnknownDocument ? notFound() : error;
			}
		},

		readSetAside: (key, rows) => collab.readSetAside(key, rows),
		closed: (key) => collab.revoke(key),
		present: (workspaceId) => collab.present(workspaceId)
	};
}
