import { journeyKind } from '#document/kinds/journey/index.ts';
import { runCommand } from '#domain/journey/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import { UnknownDocument, type Collab } from '../../collab/index.ts';
import { createDocumentsOf } from '../../documents/documents-of.ts';
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
	return {
		create,
		read,

		async edit(key, actor, command, input) {
			try {
				const { snapshot, decided } = await edit(key, actor.userId, (now) => {
					const result = runCommand(now, command, input, { newId });
					if (!result.ok) throw invalid(result.issues);
					return result.value;
				});
				return { created: decided.created, snapshot };
			} catch (error) {
				throw error instanceof UnknownDocument ? notFound() : error;
			}
		},

		readSetAside: (key, rows) => collab.readSetAside(journeyKind, key, rows),
		closed: (key) => collab.revoke(key),
		present: (workspaceId) => collab.present(workspaceId)
	};
}
