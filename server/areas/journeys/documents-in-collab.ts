import { readStored } from '#document/core/read-stored.ts';
import { journeyKind } from '#document/kinds/journey/index.ts';
import { runCommand } from '#domain/journey/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import { schemaNumberOf } from '#domain/shared/schema-versions.ts';
import { UnknownDocument, type Collab } from '../../collab/index.ts';
import { createDocument, readDocument } from '../../documents/repo/documents.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import type { JourneyDocuments } from './journey-documents.ts';

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
				kind: journeyKind.name,
				schemaVersion: schemaNumberOf(journeyKind.schema.current),
				update: journeyKind.seed(snapshot),
				author
			}),

		async read(trx, { workspaceId, documentId }) {
			const stored = await readDocument(trx, workspaceId, documentId);
			return stored?.kind === journeyKind.name ? readStored(journeyKind, stored.update) : null;
		},

		async edit(key, actor, command, input) {
			try {
				return await collab.transact(key, actor.userId, (doc) => {
					const result = runCommand(journeyKind.read(doc), command, input, { newId });
					if (!result.ok) throw invalid(result.issues);
					journeyKind.apply(doc, result.value.changes, 'wayfelt:api');
					return { created: result.value.created, snapshot: journeyKind.read(doc) };
				});
			} catch (error) {
				throw error instanceof UnknownDocument ? notFound() : error;
			}
		},

		readSetAside: (key, rows) => collab.readSetAside(journeyKind, key, rows),
		closed: (key) => collab.revoke(key),
		present: (workspaceId) => collab.present(workspaceId)
	};
}
