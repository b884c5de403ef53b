import { sql, type Kysely } from 'kysely';
import type pg from 'pg';
import type { Listener } from '../bus/index.ts';
import { cut, proveAlive, within } from '../db/prove-alive.ts';
import type { Database } from '../db/tables/index.ts';
import { appendMany, appendOne, CHANNEL } from './repo/append.ts';
import { keyText, type DocumentKey, type JournalBatch } from './store.ts';
import type { Log } from '../platform/log.ts';

/** Postgres takes 8,000 bytes; what does not fit is said as "look at everything you have open". */
const MAX_PAYLOAD = 7_900;
/** A commit that takes longer is given up, with the connection (ms). */
const COMMIT_TIME = 10_000;
/** ms */
const CONNECT_TIME = 10_000;
const GOODBYE_TIME = 2_000;
/** Stands for a node that no connection has. */
const NOBODY = 0;
const RETRY_FROM = 200;
const RETRY_TO = 5_000;

export interface JournalConnection {
	start(): Promise<void>;
	readonly up: boolean;
	readonly node: number;
	append(batches: readonly JournalBatch[]): Promise<void>;
	/** Tells every process, this one too, when the transaction commits: the document is not what it was. */
	announce(trx: Kysely<Database>, key: DocumentKey): Promise<void>;
	onForeign(listener: (keys: readonly DocumentKey[] | null) => void): void;
	onLost(listener: () => void): void;
	close(): Promise<void>;
}

/**
 * The one connection that writes the journal. It gets a new node number each time it connects: whatever the broken
 * connection had on its way, committed or not, counts as somebody else's. What others commit is heard of by `listener`.
 */
export function createJournalConnection({
	createClient,
	listener,
	log,
	proof
}: {
	createClient: () => pg.Client;
	listener: Pick<Listener, 'start' | 'hear'>;
	log: Log;
	/** How often, and for how long, the connection is asked whether it lives (ms). */
	proof?: { readonly every: number; readonly time: number };
}): JournalConnection {
	let client: pg.Client | null = null;
	let node = -1;
	let closed = false;
	let retry: NodeJS.Timeout | undefined;
	let committing = 0;
	let stopProof = (): void => {};
	let connecting: Promise<void> | undefined;
	let foreign: (keys: readonly DocumentKey[] | null) => void = () => {};
	let lost: () => void = () => {};

	const connect = async (): Promise<void> => {
		const fresh = createClient();
		const gone = (): void => lose(fresh);
		fresh.on('error', gone);
		fresh.on('end', gone);
		try {
			node = await within(fresh, CONNECT_TIME, begin(fresh));
		} catch (error) {
			fresh.removeListener('end', gone);
			await within(fresh, GOODBYE_TIME, fresh.end()).catch(() => undefined);
			throw error;
		}
		client = fresh;
		stopProof = proveAlive(fresh, {
			...proof,
			// A commit has its own deadline, and may take longer.
			isBusy: () => committing > 0,
			onDead: () => log.error({ node }, 'collab: the database connection of the journal does not answer')
		});
	};

	/** @returns the node number */
	const begin = async (fresh: pg.Client): Promise<number> => {
		await fresh.connect();
		const { rows } = await fresh.query<{ node: number }>(`select nextval('document_node')::int as node`);
		return rows[0]!.node;
	};

	const lose = (which: pg.Client): void => {
		if (which !== client) return;
		client = null;
		stopProof();
		if (closed) return;
		log.error({ node }, 'collab: the database connection of the journal was lost');
		lost();
		reconnect(RETRY_FROM);
	};

	const reconnect = (wait: number): void => {
		retry = setTimeout(() => {
			connecting = connect().then(
				() => log.info({ node }, 'collab: the journal is connected again'),
				(error: unknown) => {
					log.warn({ err: error }, 'collab: the journal could not connect');
					if (!closed) reconnect(Math.min(RETRY_TO, wait * 2));
				}
			);
		}, wait);
	};

	/** `node` or `node,workspace/document,…` */
	const hear = (payload: string): void => {
		const [from, ...keys] = payload.split(',');
		if (Number(from) === node) return;
		foreign(keys.length === 0 ? null : keys.map(readKey));
	};

	/** Ends a connection that does not answer: then the commit fails as with any lost connection. */
	const giveUp = (which: pg.Client): void => {
		log.error({ node }, 'collab: a commit took too long');
		cut(which);
	};

	// After a gap anything may have been committed.
	const stopHearing = listener.hear(CHANNEL, { message: hear, gap: () => foreign(null) });

	return {
		// Heard first: what is committed while a document is loaded must not be missed.
		start: async () => {
			await listener.start();
			await connect();
		},
		get up() {
			return client !== null;
		},
		get node() {
			return node;
		},
		async append(batches) {
			const current = client;
			if (!current) throw new Error('the database connection of the journal is down');
			const timer = setTimeout(() => giveUp(current), COMMIT_TIME);
			committing++;
			try {
				const payload = noteOf(node, batches);
				await current.query(
					batches.length === 1 ? appendOne(node, batches[0]!, payload) : appendMany(node, batches, payload)
				);
			} finally {
				committing--;
				clearTimeout(timer);
			}
		},
		async announce(trx, key) {
			await sql`select pg_notify(${CHANNEL}, ${`${NOBODY},${keyText(key)}`})`.execute(trx);
		},
		onForeign: (listener) => (foreign = listener),
		onLost: (listener) => (lost = listener),
		async close() {
			closed = true;
			stopHearing();
			clearTimeout(retry);
			stopProof();
			// One that is on its way would stay, and keep the process.
			await connecting;
			if (client) await within(client, GOODBYE_TIME, client.end());
		}
	};
}

/** What the other processes are told. */
function noteOf(node: number, batches: readonly JournalBatch[]): string {
	const all = [node, ...batches.map(({ key }) => keyText(key))].join(',');
	return all.length > MAX_PAYLOAD ? String(node) : all;
}

function readKey(text: string): DocumentKey {
	const [workspaceId = '', documentId = ''] = text.split('/');
	return { workspaceId, documentId };
}
