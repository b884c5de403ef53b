import { flushCompileCache } from 'node:module';
import type { ClientConfig } from 'pg';
import { connect } from '../../db/client.ts';
import type { Log } from '../../platform/log.ts';
import { kindOfDocument } from '../repo/documents.ts';
import type { DocumentKey } from '../store.ts';
import { packError, type CarriedError } from './carried-error.ts';
import type { DocumentProjection } from './document-projection.ts';
import { createRecentDocuments } from './recent-documents.ts';

export type ToChild =
	/** The first message: what it works with. Not among its arguments, where every user of the machine reads it. */
	| {
			readonly do: 'start';
			readonly address: string | ClientConfig;
			/** Address of a module that exports `projections`. */
			readonly projectionsModule: string;
			/** How many documents it is given at once. */
			readonly atOnce: number;
	  }
	| { readonly do: 'project'; readonly id: number; readonly key: DocumentKey }
	| { readonly do: 'end' };

export type FromChild =
	| { readonly say: 'ready' }
	/** The document that came with this id is projected, or could not be. */
	| { readonly say: 'done'; readonly id: number; readonly error: CarriedError | null }
	| {
			readonly say: 'log';
			readonly level: keyof Log;
			readonly error: CarriedError | null;
			readonly fields: object;
			readonly message: string;
	  };

if (!process.send) throw new Error('documents are projected in a child of the program');
const say = (said: FromChild): void => void process.send?.(said);
const at =
	(level: keyof Log) =>
	({ err, ...fields }: { readonly err?: unknown }, message: string): void =>
		say({ say: 'log', level, error: err === undefined ? null : packError(err), fields, message });
const log: Log = { info: at('info'), warn: at('warn'), error: at('error') };

// It ends when the program says so, or is gone: a Ctrl-C reaches both, and the program still has something to write.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());

interface Started {
	project(key: DocumentKey): Promise<void>;
	end(): Promise<void>;
}

async function start({ address, projectionsModule, atOnce }: Extract<ToChild, { do: 'start' }>): Promise<Started> {
	const { projections } = (await import(projectionsModule)) as { readonly projections: readonly DocumentProjection[] };
	// A second pool is for `system`, which hardly anything needs.
	const db = connect(address, log, { name: 'wayfelt projection', sizes: { app: atOnce, system: 1 } });
	const documents = createRecentDocuments();
	const tools = { db, read: documents.read, now: () => new Date(), log };
	// Nothing is to be done for a document that is gone, and for kinds that tables say nothing of.
	const project = async (key: DocumentKey): Promise<void> => {
		const kind = documents.kindOf(key) ?? (await db.inWorkspace(key.workspaceId, (trx) => kindOfDocument(trx, key)));
		await projections.find((one) => one.kind === kind)?.project(key, tools);
	};
	// Not only at its end: it may be killed.
	flushCompileCache();
	say({ say: 'ready' });
	return { project, end: () => db.close() };
}

let started: Promise<Started> | undefined;

/** What is told while it still loads waits for that. One that cannot start ends with the reason on standard error. */
function hear(told: ToChild): void {
	if (told.do === 'start') started = start(told);
	else if (told.do === 'end') void started?.then(({ end }) => end()).finally(() => process.disconnect());
	else
		void started?.then(({ project }) =>
			project(told.key).then(
				() => say({ say: 'done', id: told.id, error: null }),
				(error: unknown) => say({ say: 'done', id: told.id, error: packError(error) })
			)
		);
}

process.on('message', hear);
