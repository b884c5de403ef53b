import { sql, type Kysely } from 'kysely';
import type pg from 'pg';
import type { Listener } from '../bus/index.ts';
import { cut } from '../db/prove-alive.ts';
import type { Database } from '../db/tables/index.ts';
import { NodeConnection, type NodeConnectionDeps } from './node-connection.ts';
import { appendMany, appendOne, CHANNEL } from './repo/append.ts';
import { readNote, writeNote } from './journal-note.ts';
import type { DocumentKey, JournalBatch } from './store.ts';

/** A commit that takes longer is given up, with the connection (ms). */
const COMMIT_TIME = 10_000;
/** Stands for a node that no connection has. */
const NOBODY = 0;

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
}: Pick<NodeConnectionDeps, 'createClient' | 'log' | 'proof'> & {
	readonly listener: Pick<Listener, 'start' | 'hear'>;
}): JournalConnection {
	let committing = 0;
	let foreign: (keys: readonly DocumentKey[] | null) => void = () => {};
	let lost: () => void = () => {};
	const connection = new NodeConnection({
		createClient,
		log,
		proof,
		isBusy: () => committing > 0,
		lost: () => lost()
	});

	const hear = (payload: string): void => {
		const note = readNote(payload);
		if (note.node !== connection.node) foreign(note.keys);
	};

	/** Ends a connection that does not answer: then the commit fails as with any lost connection. */
	const giveUp = (which: pg.Client): void => {
		log.error({ node: connection.node }, 'collab: a commit took too long');
		cut(which);
	};

	// After a gap anything may have been committed.
	const stopHearing = listener.hear(CHANNEL, { message: hear, gap: () => foreign(null) });

	return {
		// Heard first: what is committed while a document is loaded must not be missed.
		start: async () => {
			await listener.start();
			await connection.connect();
		},
		get up() {
			return connection.client !== null;
		},
		get node() {
			return connection.node;
		},
		async append(batches) {
			const { client, node } = connection;
			if (!client) throw new Error('the database connection of the journal is down');
			const timer = setTimeout(() => giveUp(client), COMMIT_TIME);
			committing++;
			try {
				const payload = writeNote(
					node,
					batches.map(({ key }) => key)
				);
				await client.query(
					batches.length === 1 ? appendOne(node, batches[0]!, payload) : appendMany(node, batches, payload)
				);
			} finally {
				committing--;
				clearTimeout(timer);
			}
		},
		async announce(trx, key) {
			await sql`select pg_notify(${CHANNEL}, ${writeNote(NOBODY, [key])})`.execute(trx);
		},
		onForeign: (listener) => (foreign = listener),
		onLost: (listener) => (lost = listener),
		async close() {
			stopHearing();
			await connection.close();
		}
	};
}
