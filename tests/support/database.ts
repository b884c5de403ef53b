import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { uuidv7, type NewId } from '#domain/shared/ids.ts';
import { connect, type OpenDb } from '../../server/db/client.ts';
import { createLog } from '../../server/platform/log.ts';
import { ENGINES, type Engine } from './engines.ts';

export type { Engine } from './engines.ts';

/** A database of one test file, and the way to be rid of it. */
export interface TestDb {
	readonly db: Omit<OpenDb, 'stop' | 'place'>;
	/** For whoever opens a connection itself. */
	readonly address: { readonly host: string; readonly port: number; readonly user: string; readonly database: string };
	/** The same as DATABASE_URL. */
	readonly url: string;
	/** Closes the pools and drops the database. */
	close(): Promise<void>;
}

/** The engines of this run, for `describe.each(testDatabases())('… ($name)', (engine) => …)`. */
export function testDatabases(): Engine[] {
	const found = process.env[ENGINES];
	if (found === undefined) throw new Error('No test database: run with `vitest --project integration`.');
	return JSON.parse(found) as Engine[];
}

/**
 * A migrated, empty database of its own (a copy of the template: about 0.1 s), as the ordinary role.
 * @param options.template another database to copy; `template0` for one without our schema
 */
export async function openTestDb(engine: Engine, options: { template?: string } = {}): Promise<TestDb> {
	const database = `test_${randomBytes(6).toString('hex')}`;
	await asSuperuser(engine, (client) =>
		client.query(`create database ${database} owner ${engine.role} template ${options.template ?? engine.template}`)
	);
	const address = { host: engine.host, port: engine.port, user: engine.role, database };
	const db = connect(address, createLog('warn'), { name: 'test' });
	return {
		db,
		address,
		url: `postgres://${engine.role}@localhost:${engine.port}/${database}?host=${encodeURIComponent(engine.host)}`,
		close: async () => {
			await db.close();
			await asSuperuser(engine, (client) => client.query(`drop database if exists ${database} with (force)`));
		}
	};
}

/** Statements only a superuser may run, in the database `postgres`. Two files may copy the template at once. */
export async function asSuperuser<T>(engine: Engine, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ host: engine.host, port: engine.port, user: engine.superuser, database: 'postgres' });
	await client.connect();
	try {
		// CREATE DATABASE refuses a template that another CREATE DATABASE reads: take turns.
		await client.query('select pg_advisory_lock(7239004)');
		return await work(client);
	} finally {
		await client.end();
	}
}

export const newId: NewId = () => uuidv7(Date.now(), randomBytes(10));

/** A clock that stands still until it is moved. `now()` is what services take. */
export function fakeNow(start: string = '2026-03-02T09:00:00.000Z'): { now: () => Date; advance(ms: number): void } {
	let at = Date.parse(start);
	return { now: () => new Date(at), advance: (ms) => (at += ms) };
}
