import net, { type AddressInfo, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createBus, createListener } from '#server/bus/index.ts';
import { connect } from '#server/db/client.ts';
import { createJournalConnection } from '#server/documents/journal-connection.ts';
import { createLog } from '#server/platform/log.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';

const silent = createLog('silent');
const proof = { every: 50, time: 300 };

/** A way to the database that can fall silent: nothing comes through any more, and nobody is told. */
async function openWay(path: string) {
	const pairs: (readonly [Socket, Socket])[] = [];
	const server = net.createServer((near) => {
		const far = net.connect(path);
		pairs.push([near, far]);
		for (const [from, to] of [
			[near, far],
			[far, near]
		] as const) {
			from.on('data', (data) => to.write(data));
			from.on('error', () => {});
			from.on('close', () => to.destroy());
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		/** Those that are open; new ones go through. */
		silence: () => {
			for (const [near, far] of pairs.splice(0)) {
				for (const socket of [near, far]) socket.removeAllListeners('data').removeAllListeners('close').resume();
			}
		},
		close: () => {
			for (const pair of pairs) for (const socket of pair) socket.destroy();
			server.close();
		}
	};
}

describe.each(testDatabases())('a connection that died without a word ($name)', (engine) => {
	let test: TestDb;
	let way: Awaited<ReturnType<typeof openWay>>;
	let db: ReturnType<typeof connect>;
	const closing: (() => Promise<unknown>)[] = [];

	beforeAll(async () => {
		test = await openTestDb(engine);
		const { host, port, user, database } = test.address;
		way = await openWay(`${host}/.s.PGSQL.${port}`);
		db = connect({ host: '127.0.0.1', port: way.port, user, database }, silent, {
			name: 'half-open',
			stuck: { every: 50, long: 300 }
		});
	});
	afterEach(async () => {
		for (const close of closing.splice(0)) await close();
	});
	afterAll(async () => {
		await db.close();
		way.close();
		await test.close();
	});

	const listen = (over: Pick<typeof db, 'createClient'>) => {
		const listener = createListener({ createClient: () => over.createClient('listener'), log: silent, proof });
		closing.push(() => listener.stop());
		return listener;
	};

	it('is noticed by whoever listens: each channel is told that something may be missing, and hears again', async () => {
		const listener = listen(db);
		const bus = createBus({ listener, query: test.db.query });
		let [gaps, others] = [0, 0];
		const heard: unknown[] = [];
		bus.subscribe(null, { message: (message) => heard.push(message), gap: () => gaps++ });
		await listener.start();
		// Heard from now on, too, and again after it was lost.
		listener.hear('later', { message: (payload) => heard.push(payload), gap: () => others++ });
		way.silence();
		await expect.poll(() => [gaps, others], { timeout: 10_000 }).toEqual([1, 1]);
		await bus.publish({ kind: 'access', workspaceId: newId(), userId: null });
		await test.db.query("select pg_notify('later', 'hello')");
		await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(2);
		expect(heard[1]).toBe('hello');
	});

	it('is noticed by the journal: open documents are given up', async () => {
		const journal = createJournalConnection({
			createClient: () => db.createClient('journal'),
			listener: listen(test.db),
			log: silent,
			proof
		});
		closing.push(() => journal.close());
		let lost = 0;
		journal.onLost(() => lost++);
		await journal.start();
		const before = journal.node;
		way.silence();
		await expect.poll(() => lost, { timeout: 10_000 }).toBe(1);
		await expect.poll(() => journal.up, { timeout: 10_000 }).toBe(true);
		expect(journal.node).not.toBe(before);
	});

	it('what others commit meanwhile is looked for when it is heard again', async () => {
		const make = (over: Pick<typeof db, 'createClient'>) =>
			createJournalConnection({
				createClient: () => test.db.createClient('journal'),
				listener: listen(over),
				log: silent,
				proof
			});
		const [journal, other] = [make(db), make(test.db)];
		closing.push(
			() => journal.close(),
			() => other.close()
		);
		const foreign: unknown[] = [];
		journal.onForeign((keys) => foreign.push(keys));
		await journal.start();
		await other.start();
		const key = { workspaceId: newId(), documentId: newId() };
		const announce = () => test.db.system.transaction().execute((trx) => other.announce(trx, key));
		way.silence();
		await announce();
		// Any document may have changed.
		await expect.poll(() => foreign, { timeout: 10_000 }).toEqual([null]);
		await announce();
		await expect.poll(() => foreign, { timeout: 10_000 }).toEqual([null, [key]]);
	});

	it('does not hold up a stop', async () => {
		const listener = listen(db);
		const journal = createJournalConnection({ createClient: () => db.createClient('journal'), listener, log: silent });
		await journal.start();
		way.silence();
		await Promise.all([journal.close(), listener.stop()]);
	});

	it('is cut in a pool when the server is not at its statement; one that takes long is left alone', async () => {
		const long = sql`select pg_sleep(1.5)`.execute(db.system);
		await long;
		const ask = () => sql<{ one: number }>`select 1 as one`.execute(db.system);
		await Promise.all([ask(), ask()]);
		way.silence();
		await expect(ask()).rejects.toMatchObject({ status: 503, code: 'database_unavailable' });
		const transaction = db.inWorkspace(newId(), (trx) => sql`select 1`.execute(trx));
		await transaction;
		// The other idle one died as well: it costs one more try at most.
		await ask().catch(ask);
	});
});
