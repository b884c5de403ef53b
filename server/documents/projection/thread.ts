import { parentPort, workerData } from 'node:worker_threads';
import type { ClientConfig } from 'pg';
import { connect } from '../../db/client.ts';
import { kindOfDocument } from '../repo/documents.ts';
import type { Log } from '../../platform/log.ts';
import type { DocumentKey } from '../store.ts';
import { packError, type CarriedError } from './carried-error.ts';
import type { DocumentProjection } from './document-projection.ts';

export interface ThreadData {
	readonly address: string | ClientConfig;
	/** Address of a module that exports `projections`. */
	readonly projectionsModule: string;
}

export type FromThread =
	| { readonly say: 'ready' }
	/** The document that was posted last is projected, or could not be. */
	| { readonly say: 'done'; readonly error: CarriedError | null }
	| {
			readonly say: 'log';
			readonly level: keyof Log;
			readonly error: CarriedError | null;
			readonly fields: object;
			readonly message: string;
	  };

const port = parentPort;
if (!port) throw new Error('documents are projected in a worker thread');
const say = (said: FromThread): void => port.postMessage(said);
const at =
	(level: keyof Log) =>
	({ err, ...fields }: { readonly err?: unknown }, message: string): void =>
		say({ say: 'log', level, error: err === undefined ? null : packError(err), fields, message });
const log: Log = { info: at('info'), warn: at('warn'), error: at('error') };

const { address, projectionsModule } = workerData as ThreadData;
const { projections } = (await import(projectionsModule)) as { readonly projections: readonly DocumentProjection[] };
// One statement at a time: a second connection is for `system`, which hardly anything needs.
const db = connect(address, log, { name: 'wayfelt projection', sizes: { app: 1, system: 1 } });

/** Does nothing for a document that is gone, and for kinds that tables say nothing of. */
async function project(key: DocumentKey): Promise<void> {
	const kind = await db.inWorkspace(key.workspaceId, (trx) => kindOfDocument(trx, key));
	await projections.find((one) => one.kind === kind)?.project(key, { db, now: () => new Date(), log });
}

port.on('message', (key: DocumentKey | null) => {
	if (key === null) {
		void db.close().finally(() => port.close());
		return;
	}
	project(key).then(
		() => say({ say: 'done', error: null }),
		(error: unknown) => say({ say: 'done', error: packError(error) })
	);
});
say({ say: 'ready' });
