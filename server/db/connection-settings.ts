import pg from 'pg';
import type { ClientConfig } from 'pg';

const { builtins } = pg.types;

/**
 * Values as the program wants them: counts are numbers while JavaScript can hold them, a DATE is its text
 * (a Date would shift it by the time zone). Per connection, so that nothing global changes.
 */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
	[builtins.INT8]: (text) => {
		const number = Number(text);
		return Number.isSafeInteger(number) ? number : text;
	},
	[builtins.DATE]: (text) => text
};

const types = {
	getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
		(format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser
};

/** Where the database is: what every client, pooled or not, starts from. */
export const target = (address: string | ClientConfig, name: string): ClientConfig => ({
	...(typeof address === 'string' ? { connectionString: address } : address),
	application_name: name,
	connectionTimeoutMillis: 5_000,
	keepAlive: true,
	// The system's own is two hours.
	keepAliveInitialDelayMillis: 10_000,
	types
});

/**
 * `-c app.system=on`: row-level security lets these connections see every workspace. The server looks whether we live, too:
 * a machine that has vanished would hold its locks for hours otherwise.
 */
export const systemOptions =
	'-c app.system=on -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3';

/**
 * Limits in ms: a statement, waiting for a lock, and a transaction somebody forgot. `query_timeout` is ours, not the
 * server's: an answer that does not come because the connection is dead ends the connection.
 */
export const limits = {
	app: {
		statement_timeout: 10_000,
		query_timeout: 12_000,
		lock_timeout: 5_000,
		idle_in_transaction_session_timeout: 30_000
	},
	system: {
		statement_timeout: 120_000,
		query_timeout: 125_000,
		lock_timeout: 10_000,
		idle_in_transaction_session_timeout: 60_000
	}
} as const;
