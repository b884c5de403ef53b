import pg from 'pg';
import { codeOf } from '../../start-error.ts';
import { SOCKET_PORT, SUPERUSER, type Cluster } from './cluster.ts';

/** Any constant: one lock per cluster (advisory locks live in a database, and keepers all use `postgres`). */
const LOCK = 7_239_001;

/**
 * One process' hold on the embedded server: an open connection with a shared lock. The last one to let go
 * stops the server. Nothing of this is on disk, so a killed process leaves nothing behind.
 */
export interface Keeper {
	/** Runs statements as superuser in the `postgres` database. */
	query(text: string): Promise<pg.QueryResult>;
	/** Called once when the server goes away under us. */
	onLost(listener: () => void): void;
	/** Drops the hold. True: nobody else holds the server, nobody can take it any more, and we are to stop it. */
	release(): Promise<boolean>;
	end(): Promise<void>;
}

/**
 * Takes hold of the server that listens in the cluster's directory.
 * @returns 'down' when nothing listens, 'wait' while it starts or stops
 */
export async function takeHold(cluster: Cluster): Promise<Keeper | 'down' | 'wait'> {
	const client = new pg.Client({
		host: cluster.socket,
		port: SOCKET_PORT,
		user: SUPERUSER,
		database: 'postgres',
		application_name: 'wayfelt keeper',
		connectionTimeoutMillis: 10_000
	});
	let lost: (() => void) | undefined;
	let isLost = false;
	let ended = false;
	const lose = (): void => {
		if (isLost || ended) return;
		isLost = true;
		lost?.();
	};
	client.on('error', lose);
	client.on('end', lose);
	try {
		await client.connect();
		// Waits while another process is about to stop the server – which then ends this connection.
		await client.query('select pg_advisory_lock_shared($1)', [LOCK]);
	} catch (error) {
		ended = true;
		await client.end().catch(() => undefined);
		const code = codeOf(error);
		if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'down';
		// 57P03: starting or stopping. 57P01 and a broken connection: it stopped while we took hold.
		if (code === '57P03' || code === '57P01' || code === 'ECONNRESET' || code === 'EPIPE' || isTerminated(error)) return 'wait';
		throw error;
	}
	return {
		query: (text) => client.query(text),
		onLost: (listener) => {
			lost = listener;
			if (isLost) listener();
		},
		release: async () => {
			ended = true;
			await client.query('select pg_advisory_unlock_shared($1)', [LOCK]);
			const { rows } = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [LOCK]);
			return rows[0]?.last === true;
		},
		end: () => {
			ended = true;
			return client.end();
		}
	};
}

const isTerminated = (error: unknown): boolean => error instanceof Error && error.message.startsWith('Connection terminated');
