import type pg from 'pg';
import { createListener } from '../../server/bus/index.ts';
import type { OpenDb } from '../../server/db/client.ts';
import { createDocumentStore } from '../../server/documents/postgres-store.ts';
import type { DocumentStore } from '../../server/documents/store.ts';

const quiet = { info() {}, warn() {}, error() {} };

/** Stored documents as a process of its own has them: with connections that are its own. */
export function openStore(
	db: Pick<OpenDb, 'system' | 'createClient'>,
	log: typeof quiet | Parameters<typeof createDocumentStore>[0]['log'] = quiet
): DocumentStore {
	const createClient = (): pg.Client => db.createClient('journal');
	const listener = createListener({ createClient: () => db.createClient('listener'), log: quiet });
	const store = createDocumentStore({ system: db.system, createClient, listener, log });
	const close = store.close.bind(store);
	store.close = async () => {
		await close();
		await listener.stop();
	};
	return store;
}
