import pg from 'pg';
import { codeOf } from '../../platform/start-error.ts';
import { SOCKET_PORT, SUPERUSER, type Cluster } from './cluster.ts';

/** Any constant: one lock per cluster (advisory locks live in a database, and all who hold use `postgres`). */
const LOCK = 7_239_001;

/**
 * One process' hold on the embedded server: an open connection with a shared lock. The last one to let go
 * stops the server. Nothing of this is on disk, so a killed process leaves nothing behind.
 */
export interface SharedHold {
	/** Runs statements as superuser in the `postgres` database. */
	query(text: string): Promise<pg.QueryResult>;
	/** Called once when the server goes away under us. */
	onLost(listener: () => void): void;
	/**
	 * Drops the hold. True: nobody else holds the server and, until this connection ends, nobody can; we are to
	 * stop it.
	 */
	release(): Promise<boolean>;
	end(): Promise<void>;
}

/**
 * Takes hold of the server that listens in the cluster's directory.
 * @returns 'down' when nothing listens, 'wait' while it starts or stops
 */
export async function takeHold(cluster: Cluster): Promise<SharedHold | 'down' | 'wait'> {
	const address = {
		host: cluster.socket,
		port: SOCKET_PORT,
		user: SUPERUSER,
		database: 'postgres',
		connectionTimeoutMillis: 10_000
	};
	const client = new pg.Client({ ...address, application_name: 'wayfelt hold' });
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
		// A stopping server ends its sessions one by one, so the lock may be ours for a moment; but it lets nobody in.
		const probe = new pg.Client(address);
		// Without a listener a break between the two lines would end the process; the catch below sees it anyway.
		probe.on('error', lose);
		await probe.connect();
		await probe.end();
	} catch (error) {
		ended = true;
		await client.end().catch(() => undefined);
		const code = codeOf(error);
		if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'down';
		// 57P0x: starting, stopping, or stopped while we took hold – which may also just break the connection.
		if (code?.startsWith('57P') || code === 'ECONNRESET' || code === 'EPIPE' || isBroken(error)) return 'wait';
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

/** What pg says, without a code, when the other side hung up. */
const isBroken = (error: unknown): boolean =>
	error instanceof Error && /^(Connection terminated|Client has encountered a connection error)/.test(error.message);
