import type * as Y from 'yjs';
import type { DocumentKind, DocumentUpgrade } from '#document/core/kind.ts';
import { schemaNumberOf } from '#domain/shared/schema-versions.ts';
import { oneStarter } from '../db/migrate.ts';
import type { Db } from '../db/scope.ts';
import type { DocumentKey } from './store.ts';
import { listOlderDocuments, raiseSchemaVersion } from './repo/documents.ts';

export interface UpgradeDeps {
	readonly db: Db;
	/** Edits a document on the server; resolves when the edit is committed. */
	readonly collab: { transact<T>(key: DocumentKey, author: string, work: (doc: Y.Doc) => T): Promise<T> };
	readonly log: { error(fields: object, message: string): void; info(fields: object, message: string): void };
	readonly kind: Pick<DocumentKind, 'name' | 'schema' | 'upgrade'>;
}

/**
 * Brings every stored document of a kind to this program's schema, once, before anybody opens one: two editors who did it
 * would do it twice, and so would two processes that start together. The number beside the document is raised after the
 * upgrade is durable, so a process that dies in between finds the work done and only raises the number. A document that
 * cannot be upgraded stays as it is, and is named in the log.
 */
export async function upgradeDocuments({ db, collab, log, kind }: UpgradeDeps): Promise<void> {
	const version = schemaNumberOf(kind.schema.current);
	await oneStarter(db.system, async (one) => {
		const older = await listOlderDocuments(one, kind.name, version);
		let upgraded = 0;
		for (const key of older) if (await upgradeOne(key)) upgraded++;
		if (older.length > 0)
			log.info({ kind: kind.name, upgraded, of: older.length, version }, 'documents brought to the present schema');
	});

	async function upgradeOne(key: DocumentKey): Promise<boolean> {
		const failed = (fields: object): false => {
			log.error({ kind: kind.name, ...key, ...fields }, 'a document could not be upgraded');
			return false;
		};
		let result: DocumentUpgrade;
		let thrown: unknown;
		try {
			result = await collab.transact(key, 'system', (doc) => {
				try {
					return kind.upgrade(doc);
				} catch (error) {
					throw (thrown = error);
				}
			});
		} catch (error) {
			// What a document holds stops nobody else; a database that is away stops the start.
			if (error !== thrown) throw error;
			return failed({ err: error });
		}
		if (!result.ok) return failed({ reason: result.reason, issue: result.issue });
		await raiseSchemaVersion(db.system, key.workspaceId, key.documentId, version);
		return true;
	}
}
