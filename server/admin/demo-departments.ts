import type { Actor } from '#domain/access/index.ts';
import type { App } from '../app.ts';
import { createJourneyDocuments } from '../areas/journeys/documents-in-collab.ts';

/** Says who looks after touchpoints, as an editor does on the board. @param owners department by touchpoint */
export async function giveTouchpoints(
	app: App,
	actor: Actor,
	journeyId: string,
	owners: ReadonlyMap<string, string>
): Promise<void> {
	const key = { workspaceId: actor.workspaceId, documentId: journeyId };
	const documents = createJourneyDocuments({ collab: app.collab, newId: nothingNew });
	for (const [id, departmentId] of owners)
		await documents.edit(key, actor, 'editTouchpoint', { id, fields: { departmentId } });
	await app.journeys.changed(key);
}

const nothingNew = (): string => {
	throw new Error('An edit of what is there makes nothing new.');
};
