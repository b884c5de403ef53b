import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createListener } from '../../../server/bus/index.ts';
import { pack } from '../../../server/documents/pack.ts';
import type { Projector } from '../../../server/documents/projection/projector.ts';
import { createProjectionQueue, QUEUE, type ProjectionQueueDeps } from '../../../server/documents/projection/queue.ts';
import { staleJourneys } from '../../../server/areas/journeys/repo/projection.ts';
import { createBoss } from '../../../server/jobs/index.ts';
import { testDatabases } from '../../support/database.ts';
import { openStore } from '../../support/document-store.ts';
import { tooDeepToDelete } from '../../support/poison.ts';
import { openProjecting } from '../../support/projecting/world.ts';

const IN_TIME = { timeout: 60_000, interval: 20 };

/** The program serves editors; other processes do the work. */
describe.each(testDatabases())('the queue of documents that are to be projected ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openProjecting>>;
	beforeAll(async () => {
		open = await openProjecting(engine, { ROLES: 'web,collab' });
	});
	afterEach(() => open.stop());
	afterAll(() => open.close());

	/** A process that works on it. */
	async function start(more: Partial<ProjectionQueueDeps> & { readonly projector?: Projector } = {}) {
		const { log, db, stops } = open;
		const boss = createBoss(db.query, log);
		await boss.start();
		const listener = createListener({ createClient: () => db.createClient('test listener'), log });
		await listener.start();
		const projector = more.projector ?? open.projector();
		const projected: string[] = [];
		const queue = createProjectionQueue({
			boss,
			system: db.system,
			listener,
			behind: () => staleJourneys(db.system),
			repair: (key) => open.app.collab.repair(key),
			log,
			gather: 100,
			delays: [0.2],
			pollSeconds: 0.5,
			...more,
			projector: {
				warm: () => projector.warm(),
				project: (key) => (projected.push(key.documentId), projector.project(key))
			}
		});
		const stop = async (): Promise<void> => {
			await queue.stop();
			await boss.stop({ graceful: true, timeout: 5_000 });
			await listener.stop();
		};
		stops.push(() => stop());
		await queue.start();
		return { boss, queue, projected, stop: () => (stops.pop(), stop()) };
	}

	it('a burst of edits, heard by two processes: never does more than one job of a document wait, and the last edit is in', async () => {
		const [one, other] = [await start(), await start()];
		const { journey, rename, titleOf, jobs } = open;
		const key = await journey('Burst');
		let most = 0;
		const began = performance.now();
		for (let n = 1; n <= 50; n++) {
			await rename(key, `Burst ${n}`);
			most = Math.max(most, (await jobs(key)).created ?? 0);
		}
		await vi.waitFor(async () => expect(await titleOf(key)).toBe('Burst 50'), IN_TIME);
		await vi.waitFor(async () => expect(await jobs(key)).toEqual({}), IN_TIME);
		expect(most).toBe(1);
		const times = [...one.projected, ...other.projected].filter((id) => id === key.documentId).length;
		// One each time that edits have gathered, whoever heard of them; what begins late does not make up for it.
		expect(times).toBeLessThanOrEqual(Math.ceil((performance.now() - began) / 100) + 1);
	});

	it('a document that fails for good holds up no other, and stays in the log; it follows when it can', async () => {
		await start();
		const { journey, rename, titleOf, jobs, errors } = open;
		const bad = await journey('Bad');
		const heal = open.tell('fail', bad);
		await rename(bad, 'Bad one');
		await vi.waitFor(
			() => expect(errors.filter(({ document }) => document === bad.documentId)).toHaveLength(3),
			IN_TIME
		);
		expect(errors.map(({ tries }) => tries).slice(0, 3)).toEqual([1, 2, 3]);
		for (let n = 0; n < 10; n++) {
			const good = await journey(`Good ${n}`);
			await rename(good, `Good one ${n}`);
			await vi.waitFor(async () => expect(await titleOf(good)).toBe(`Good one ${n}`), IN_TIME);
			// It is edited meanwhile: its jobs do not pile up.
			await rename(bad, `Bad ${n}`);
			const { created = 0, active = 0, ...others } = await jobs(bad);
			expect([created <= 1, active <= 2, others]).toEqual([true, true, {}]);
		}
		heal();
		await vi.waitFor(async () => expect(await titleOf(bad)).toBe('Bad 9'), IN_TIME);
		await vi.waitFor(async () => expect(await jobs(bad)).toEqual({}), IN_TIME);
	});

	it('when the child dies at it, the document is handed out again, and those that waited beside it are not', async () => {
		const { projected } = await start();
		const { journey, rename, titleOf, renamings, errors } = open;
		const keys = await Promise.all(['a', 'b', 'c'].map((title) => journey(title)));
		const heal = open.tell('die', keys[1]!);
		for (const key of keys) await rename(key, 'After');
		for (const key of [keys[0]!, keys[2]!])
			await vi.waitFor(async () => expect(await titleOf(key)).toBe('After'), IN_TIME);
		await vi.waitFor(() => expect(errors.some(({ tries }) => tries === 1)).toBe(true), IN_TIME);
		heal();
		for (const key of keys) await vi.waitFor(async () => expect(await titleOf(key)).toBe('After'), IN_TIME);
		expect(await Promise.all(keys.map((key) => renamings(key)))).toEqual([1, 1, 1]);
		expect(projected.filter((id) => id === keys[1]!.documentId).length).toBeGreaterThan(1);
		const failed = errors.filter(({ tries }) => tries !== undefined).map(({ document }) => document);
		expect([...new Set(failed)]).toEqual([keys[1]!.documentId]);
	});

	it('when the process dies at it, another is handed it', async () => {
		const { journey, rename, titleOf, jobs } = open;
		const { stop } = await start({ behind: async () => [] });
		const key = await journey('Killed');
		await stop();
		await rename(key, 'After the kill');
		const taker = createBoss(open.db.query, open.log);
		await taker.start();
		open.stops.push(() => taker.stop({ graceful: false }));
		await taker.insert(QUEUE, [{ data: { ...key, tries: 0 }, singletonKey: `${key.workspaceId}/${key.documentId}` }]);
		// It takes the job and is never heard of again.
		expect(await taker.fetch(QUEUE)).toHaveLength(1);
		expect(await jobs(key)).toEqual({ active: 1 });
		const { boss: alive } = await start({ behind: async () => [] });
		await open.db.query(
			`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 minute' where name = $1 and state = 'active'`,
			[QUEUE]
		);
		await open.db.query('update pgboss.queue set monitor_on = null');
		await alive.supervise(QUEUE);
		await vi.waitFor(async () => expect(await titleOf(key)).toBe('After the kill'), IN_TIME);
		await vi.waitFor(async () => expect(await jobs(key)).toEqual({}), IN_TIME);
	});

	it('what nobody heard of is found by the next who starts', async () => {
		const { journey, rename, titleOf } = open;
		const key = await journey('Unheard');
		await rename(key, 'Found');
		expect(await titleOf(key)).toBe('Unheard');
		await start();
		await vi.waitFor(async () => expect(await titleOf(key)).toBe('Found'), IN_TIME);
	});

	it('who stops projects what it has just heard of; the job stays for whoever comes, and finds nothing new', async () => {
		const { journey, rename, titleOf, jobs, renamings } = open;
		const { stop, queue } = await start({ gather: 60_000, behind: async () => [] });
		const key = await journey('Stopping');
		await rename(key, 'Stopped');
		await vi.waitFor(async () => expect(await jobs(key)).toEqual({ created: 1 }), IN_TIME);
		expect(await queue.size()).toBeGreaterThan(0);
		await stop();
		expect(await titleOf(key)).toBe('Stopped');
		await open.db.query('update pgboss.job set start_after = now() where name = $1', [QUEUE]);
		await start({ behind: async () => [] });
		await vi.waitFor(async () => expect(await jobs(key)).toEqual({}), IN_TIME);
		expect(await renamings(key)).toBe(1);
	});

	it('a document that nobody can read is repaired, and then projected', async () => {
		const { journey, rename, titleOf, errors } = open;
		await start();
		const key = await journey('Poisoned');
		const store = openStore(open.db);
		await store.start();
		open.stops.push(() => store.close());
		let seq = 0;
		for (const update of tooDeepToDelete(4_711))
			await store.append([{ key, seq: ++seq, ...pack([{ update, author: open.owner.actor.userId }]) }]);
		const setAside = async () =>
			(await open.db.query('select 1 from document_set_aside where document_id = $1', [key.documentId])).rows.length;
		await vi.waitFor(async () => expect(await setAside()).toBe(1), IN_TIME);
		expect(errors.some(({ document }) => document === key.documentId)).toBe(true);
		await rename(key, 'Mended');
		await vi.waitFor(async () => expect(await titleOf(key)).toBe('Mended'), IN_TIME);
	});
});
