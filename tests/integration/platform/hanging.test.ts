import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../../server/compose.ts';
import type { App } from '../../../server/app.ts';
import { readSettings } from '../../../server/platform/config.ts';
import { connect } from '../../../server/db/client.ts';
import { createLog } from '../../../server/platform/log.ts';
import { readiness } from '../../../server/http/front/probes.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type SignedIn } from '../../support/people.ts';
import { startProxy, type Proxy } from '../../support/tcp-proxy.ts';
import { nowhere } from '../../support/nowhere.ts';

const away = { status: 503, code: 'database_unavailable' };

describe.each(testDatabases())('a database that hangs ($name)', (engine) => {
	let test: TestDb;
	let proxy: Proxy;
	let db: TestDb['db'];
	let app: App;
	let code: string;
	let signedIn: SignedIn;

	beforeAll(async () => {
		test = await openTestDb(engine);
		proxy = await startProxy({ path: join(engine.host, `.s.PGSQL.${engine.port}`) });
		const { user, database } = test.address;
		db = connect({ host: '127.0.0.1', port: proxy.port, user, database }, createLog('silent'), {
			stuck: { every: 500, long: 1_000 }
		});
		const config = {
			...readSettings({ ORIGIN: 'https://wayfelt.example.com', DATABASE_URL: test.url }, nowhere),
			secret: 'a secret that only tests may know, and long enough'
		};
		const opened = { ...db, place: engine.name, stop: async () => {} };
		app = await compose({ config, log: createLog('silent'), db: opened });
		const people = createPeople(db, app);
		const { owner } = await people.workspace();
		signedIn = await people.signedIn(owner);
		const { id } = await app.journeys.create(owner.actor, { title: 'Asked', template: 'retail' });
		const [touchpoint] = (await app.journeys.get(owner.actor, id)).touchpoints;
		const asked = { journeyId: id, touchpointId: touchpoint!.id, kind: 'nps' };
		code = (await app.surveys.ask(owner.actor, asked)).collector.code;
	});
	afterAll(async () => {
		await app.close();
		await db.close();
		await proxy.close();
		await test.close();
	});

	const answer = (responseId: string) => ({
		code,
		responseId,
		language: 'en',
		answers: { nps: '9', comment: 'typed' }
	});
	const stored = async (id: string) => (await test.db.query('select 1 from response where id = $1', [id])).rows.length;

	it('nobody waits as long as it hangs, nothing typed is lost, and it goes on afterwards', async () => {
		await app.responses.form(code);
		expect((await readiness(app)).ready).toBe(true);
		proxy.freeze();
		const id = newId();
		const { email, password } = signedIn;
		await Promise.all([
			// The person's own deadline, not the connection's: known by when to come back.
			expect(app.responses.form(code)).rejects.toMatchObject({ ...away, retryAfter: 5 }),
			expect(app.responses.thanks(code)).rejects.toMatchObject({ ...away, retryAfter: 5 }),
			expect(app.responses.submit(answer(id))).rejects.toMatchObject({ ...away, retryAfter: 5 }),
			// What a library makes of it is not passed on.
			expect(app.auth.session(new Headers({ cookie: signedIn.cookie }))).rejects.toMatchObject(away),
			expect(app.auth.signOut(new Headers({ cookie: signedIn.cookie }))).rejects.toMatchObject(away),
			expect(app.auth.signIn({ email, password }, { address: '198.51.100.8' })).rejects.toMatchObject(away),
			expect(readiness(app)).resolves.toMatchObject({ ready: false, parts: { database: 'down' } }),
			...[1, 2, 3].map(() => expect(sql`select 1`.execute(db.system)).rejects.toMatchObject(away)),
			expect(db.query('select 1')).rejects.toMatchObject(away),
			expect(db.inWorkspace(newId(), (trx) => sql`select 1`.execute(trx))).rejects.toMatchObject(away)
		]);
		// The page of what was just sent is made without asking again.
		const shown = await app.responses.form(code, { responseId: id, ticket: '' });
		if ('gone' in shown) throw new Error(shown.gone);
		expect(shown).toMatchObject({ code, content: { schema: 1 } });
		proxy.thaw();
		await expect.poll(async () => (await readiness(app)).ready, { timeout: 30_000 }).toBe(true);
		expect(['created', 'duplicate']).toContain((await app.responses.submit(answer(id))).status);
		expect(await stored(id)).toBe(1);
		// Its ticket is for its own response id: what is sent from it counts.
		const sent = { ...answer(shown.responseId), ticket: shown.ticket };
		expect(await app.responses.submit(sent, { address: '198.51.100.7' })).toEqual({ status: 'created' });
		const { rows } = await test.db.query('select mark from response where id = $1', [shown.responseId]);
		expect(rows).toEqual([{ mark: null }]);
	}, 90_000);

	it('one process of the server that has stopped is given up, and its connection with it', async () => {
		const mine = db.system.connection().execute(async (one) => {
			const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(one);
			process.kill(rows[0]!.pid, 'SIGSTOP');
			try {
				return await sql`select 1`.execute(one);
			} finally {
				process.kill(rows[0]!.pid, 'SIGCONT');
			}
		});
		await expect(mine).rejects.toMatchObject(away);
		expect((await sql<{ one: number }>`select 1 as one`.execute(db.system)).rows).toEqual([{ one: 1 }]);
	}, 60_000);

	it('a long statement may take its time', async () => {
		expect((await sql<{ done: boolean }>`select pg_sleep(7), true as done`.execute(db.system)).rows).toMatchObject([
			{ done: true }
		]);
	}, 60_000);
});

describe.each(testDatabases())('a database that cannot work now ($name)', (engine) => {
	let test: TestDb;
	beforeAll(async () => {
		test = await openTestDb(engine);
		await test.db.query(`
			create function fail(state text) returns integer language plpgsql as $$
				begin raise exception 'it failed' using errcode = state; end $$`);
	});
	afterAll(() => test.close());

	it.each([
		['53100', 'storage_full', 30],
		['53200', 'database_unavailable', 2],
		['53300', 'database_unavailable', 2],
		['53400', 'database_unavailable', 2],
		['57P03', 'database_unavailable', 2],
		['58030', 'database_unavailable', 2],
		['58000', 'database_unavailable', 2],
		['08006', 'database_unavailable', 2]
	])('%s is an outage: %s', async (state, code, retryAfter) => {
		const refused = { status: 503, code, retryAfter };
		await expect(test.db.query('select fail($1)', [state])).rejects.toMatchObject(refused);
		await expect(sql`select fail(${state})`.execute(test.db.system)).rejects.toMatchObject(refused);
		await expect(test.db.inWorkspace(newId(), (trx) => sql`select fail(${state})`.execute(trx))).rejects.toMatchObject(
			refused
		);
	});

	it.each(['22P02', '42703', '23505', '57014', '40001'])('%s is the statement’s own', async (code) => {
		await expect(sql`select fail(${code})`.execute(test.db.system)).rejects.toMatchObject({ code });
	});

	it('after a write that was refused for want of room nothing is promised', async () => {
		expect(test.db.lastFull()).not.toBe(null);
	});
});
