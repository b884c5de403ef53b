import { upgradeDocument, type DocumentUpgrade } from '#document/index.ts';
import { journeySchema, schemaNumber, type Schema } from '#domain/journey/index.ts';
import type { Collab, DocumentKey } from '../../collab/index.ts';
import { listOlderDocuments, raiseSchemaVersion } from '../../documents/repo/documents.ts';
import { oneStarter } from '../../db/migrate.ts';
import type { Db } from '../../db/scope.ts';

export interface JourneyUpgradesDeps {
	readonly db: Db;
	readonly collab: Pick<Collab, 'transact'>;
	readonly log: { error(fields: object, message: string): void; info(fields: object, message: string): void };
	readonly schema?: Schema;
}

/**
 * Brings every stored journey to this program's schema, once, before anybody opens one: two editors who did it would do
 * it twice, and so would two processes that start together. The number beside the document is raised after the upgrade is durable, so a process that dies in between
 * finds the work done and only raises the number. A journey that cannot be upgraded stays as it is, and is named in
 * the log.
 */
export async function upgradeJourneys({ db, collab, log, schema = journeySchema }: JourneyUpgradesDeps): Promise<void> {
	const version = schemaNumber(schema.current);
	await oneStarter(db.system, async (one) => {
		const older = await listOlderDocuments(one, 'journey', version);
		let upgraded = 0;
		for (const key of older) if (await upgradeOne(key)) upgraded++;
		if (older.length > 0) log.info({ upgraded, of: older.length, version }, 'journeys brought to the present schema');
	});

	async function upgradeOne(key: DocumentKey): Promise<boolean> {
		let result: DocumentUpgrade;
		let thrown: unknown;
		try {
			result = await collab.transact(key, 'system', (doc) => {
				try {
					return upgradeDocument(doc, schema);
				} catch (error) {
					throw (thrown = error);
				}
			});
		} catch (error) {
			// What a document holds stops nobody else; a database that is away stops the start.
			if (error !== thrown) throw error;
			log.error({ ...key, err: error }, 'a journey could not be upgraded');
			return false;
		}
		if (!result.ok) {
			log.error({ ...key, reason: result.reason, issue: result.issue }, 'a journey could not be upgraded');
			return false;
		}
		await raiseSchemaVersion(db.system, key.workspaceId, key.documentId, version);
		return true;
	}
}
