import { journeyKind } from '#document/kinds/journey/index.ts';
import { runCommand } from '#domain/journey/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import { UnknownDocument, type Collab } from '../../collab/index.ts';
import { createDocumentsOf } from '../../documents/documents-of.ts';
import { readDocument } from '../../documents/repo/documents.ts';
import { contentOf, readVersion } from '../../documents/version-content.ts';
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
	const { create, read, edit } = createDocumentsOf(journeyKind, { collab });
	/** A document that somebody deleted is none. */
	const unlessGone = async <T>(work: Promise<T>): Promise<T> => {
		try {
			return await work;
		} catch (error) {
			throw error instanceof UnknownDocument ? notFound() : error;
		}
	};

	return {
		create,
		read,

		async edit(key, actor, command, input) {
			const { snapshot, decided } = await unlessGone(
				edit(key, actor.userId, (now) => {
					const result = runCommand(now, command, input, { newId });
					if (!result.ok) throw invalid(result.issues);
					return result.value;
				})
			);
			return { created: decided.created, snapshot };
		},

		async change(key, actor, changes) {
			await unlessGone(edit(key, actor.userId, (now) => ({ changes: changes(now) })));
		},

		async content(trx, { workspaceId, documentId }) {
			const stored = await readDocument(trx, workspaceId, documentId);
			return stored?.kind === journeyKind.name ? contentOf(journeyKind, stored.update) : null;
		},

		readContent: (bytes) => readVersion(journeyKind, bytes),

		readSetAside: (key, rows) => collab.readSetAside(journeyKind, key, rows),
		closed: (key) => collab.revoke(key),
		present: (workspaceId) => collab.present(workspaceId)
	};
}
