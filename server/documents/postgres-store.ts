import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { Listener } from '../bus/index.ts';
import { createJournalConnection } from './journal-connection.ts';
import { deleteRows, ensureScratch, keepSetAside, newerRows, writeSnapshot } from './repo/journal-rows.ts';
import { storedDocument } from './repo/documents.ts';
import type { Database } from '../db/tables/index.ts';
import type { DocumentKey, DocumentStore } from './store.ts';
import type { Log } from '../platform/log.ts';

export interface DocumentStoreOptions {
	/** Sees every workspace. */
	readonly system: Kysely<Database>;
	/** A client of its own, not connected yet, that sees every workspace. */
	readonly createClient: () => pg.Client;
	/** Hears of what other processes commit; whoever made it stops it. */
	readonly listener: Pick<Listener, 'start' | 'hear'>;
	readonly log: Log;
}

/** Documents in Postgres: one connection writes the journal, the pool does everything else. */
export function createDocumentStore({ system, createClient, listener, log }: DocumentStoreOptions): DocumentStore {
	const journal = createJournalConnection({ createClient, listener, log });
	const scratch = new Set<string>();
	return {
		start: () => journal.start(),
		get up() {
			return journal.up;
		},
		get node() {
			return journal.node;
		},
		append: (batches) => journal.append(batches),
		onForeign: (listener) => journal.onForeign(listener),
		onLost: (listener) => journal.onLost(listener),
		load: ({ workspaceId, documentId }: DocumentKey) => storedDocument(system, workspaceId, documentId),
		newer: (key, known) => newerRows(system, key, journal.node, known),
		replace: (key, revision, compacted, rows) =>
			system.transaction().execute(async (trx) => {
				if (!(await writeSnapshot(trx, key, revision, compacted, rows))) return false;
				await deleteRows(trx, key, rows);
				if (compacted.setAside.length > 0) {
					await keepSetAside(trx, key, compacted.setAside);
					await journal.announce(trx, key);
				}
				return true;
			}),
		async createScratch(key) {
			if (scratch.has(key.documentId)) return;
			await ensureScratch(system, key);
			scratch.add(key.documentId);
		},
		close: () => journal.close()
	};
}
