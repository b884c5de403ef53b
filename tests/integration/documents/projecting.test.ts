import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DocumentKey } from '../../../server/documents/store.ts';
import { testDatabases } from '../../support/database.ts';
import { openProjecting } from '../../support/projecting/world.ts';

const IN_TIME = { timeout: 60_000, interval: 20 };

describe.each(testDatabases())('documents are projected ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openProjecting>>;
	beforeAll(async () => {
		open = await openProjecting(engine);
	});
	afterEach(() => open.stop());
	afterAll(() => open.close());

	const waits = async (how: 'lock' | 'idle'): Promise<number> =>
		(
			await sql`select 1 from pg_stat_activity
				where datname = current_database() and application_name = 'wayfelt projection'
					and case when ${how} = 'lock' then wait_event_type = 'Lock' else state = 'idle in transaction' end`.execute(
				open.db.system
			)
		).rows.length;

	/** Their rows say something else, and the program's own look for what is behind does not find them meanwhile. */
	const untouched = (...keys: readonly DocumentKey[]) =>
		open.db.query(`update journey set title = 'before', projected_at = now() + interval '1 hour' where id = any($1)`, [
			keys.map(({ documentId }) => documentId)
		]);

	it('what was just written is read: by whoever wrote it through the API, also while others wait for theirs', async () => {
		const { app, owner, journey } = open;
		const made = await journey('Read your writes');
		const others = await Promise.all([1, 2, 3].map((n) => journey(`Beside ${n}`)));
		const beside = others.map((key) => app.journeys.changed(key));
		await app.journeys.update(owner.actor, made.documentId, { title: 'Written' });
		const [card] = (await app.journeys.list(owner.actor, { ids: [made.documentId] })).items;
		expect(card!.title).toBe('Written');
		expect(await Promise.all(beside)).toEqual([true, true, true]);
	});

	it('after edits on a board, within moments, and not once for each', async () => {
		const { journey, rename, titleOf, jobs, renamings } = open;
		const key = await journey('Burst');
		for (let n = 1; n <= 100; n++) await rename(key, `Burst ${n}`);
		await vi.waitFor(async () => expect(await titleOf(key)).toBe('Burst 100'), IN_TIME);
		await vi.waitFor(async () => expect(await jobs(key)).toEqual({}), IN_TIME);
		expect(await renamings(key)).toBeLessThan(50);
		expect(await open.app.projections!.size()).toBe(0);
	});

	it('by two processes at once: what is newest stays, and each change is told once', async () => {
		const { app, journey, rename, titleOf, renamings } = open;
		const [one, other] = [open.projector(), open.projector()];
		const key = await journey('Two');
		for (let n = 1; n <= 20; n++) {
			await rename(key, `Two ${n}`);
			await Promise.all([one.project(key), other.project(key), app.journeys.changed(key)]);
			expect(await titleOf(key)).toBe(`Two ${n}`);
		}
		expect(await renamings(key)).toBe(20);
	});

	it('one that is late does not overwrite what is newer', async () => {
		const { journey, rename, titleOf } = open;
		const [late, early] = [open.projector(), open.projector()];
		const key = await journey('Late');
		await rename(key, 'older');
		const goOn = open.tell('wait', key);
		// It has read the older one and written it, and is held up before it commits.
		const slow = late.project(key);
		await vi.waitFor(async () => expect(await waits('idle')).toBe(1), IN_TIME);
		await rename(key, 'newer');
		const fast = early.project(key);
		await vi.waitFor(async () => expect(await waits('lock')).toBeGreaterThan(0), IN_TIME);
		goOn();
		await Promise.all([slow, fast]);
		expect(await titleOf(key)).toBe('newer');
	});

	it('and one that waited for its turn reads what was committed meanwhile', async () => {
		const { journey, rename, titleOf } = open;
		const key = await journey('Waited');
		const one = open.projector();
		let waiting: Promise<void> | undefined;
		await open.db.system.transaction().execute(async (trx) => {
			await sql`select 1 from journey where id = ${key.documentId} for update`.execute(trx);
			waiting = one.project(key);
			await vi.waitFor(async () => expect(await waits('lock')).toBeGreaterThan(0), IN_TIME);
			await rename(key, 'meanwhile');
		});
		await waiting;
		expect(await titleOf(key)).toBe('meanwhile');
	});

	it('by a process that is killed half-way: nothing of it is there, and what was beside it is; the next does it, whole and once', async () => {
		const { journey, titleOf, renamings } = open;
		const one = open.projector();
		const key = await journey('Half-way');
		const other = await journey('Beside it');
		await untouched(key, other);
		const heal = open.tell('die', key);
		const [died, went] = await Promise.allSettled([one.project(key), one.project(other)]);
		expect([died.status, went.status]).toEqual(['rejected', 'fulfilled']);
		expect([await titleOf(key), await titleOf(other)]).toEqual(['before', 'Beside it']);
		expect(await renamings(key)).toBe(0);
		heal();
		await one.project(key);
		await one.project(key);
		expect([await titleOf(key), await renamings(key)]).toEqual(['Half-way', 1]);
		// Nobody knew at first which of the two it was.
		expect(open.errors.map(({ documents }) => documents)).toContainEqual([key.documentId]);
	});

	it('by a process that is killed from outside: begun again by itself, whole and once', async () => {
		const { journey, titleOf, renamings } = open;
		const one = open.projector();
		const key = await journey('Killed');
		await untouched(key);
		const goOn = open.tell('wait', key);
		const projected = one.project(key);
		await vi.waitFor(() => expect(open.waitsAt(key)).not.toBeNull(), IN_TIME);
		process.kill(open.waitsAt(key)!, 'SIGKILL');
		goOn();
		await projected;
		expect([await titleOf(key), await renamings(key)]).toEqual(['Killed', 1]);
		expect(open.errors.map(({ documents }) => documents)).toEqual([[key.documentId]]);
	});

	it('a document that is gone, or of a kind that tables say nothing of, is nothing to do', async () => {
		const one = open.projector();
		const { workspaceId, documentId } = await open.journey('Gone');
		await open.app.journeys.remove(open.owner.actor, documentId);
		await one.project({ workspaceId, documentId });
		await one.project({ workspaceId, documentId: workspaceId });
		await sql`insert into document (workspace_id, id, kind, schema_version) values (${workspaceId}, ${workspaceId}, 'poem', 1)`.execute(
			open.db.system
		);
		await one.project({ workspaceId, documentId: workspaceId });
		expect(open.errors).toEqual([]);
	});
});
