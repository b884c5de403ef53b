import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compact } from '../../../server/collab/compaction/compact.ts';
import { createMergeWorker } from '../../../server/collab/compaction/worker.ts';
import { openStore } from '../../support/document-store.ts';
import { testDatabases } from '../../support/database.ts';
import type { Person } from '../../support/people.ts';
import { caller, openApp } from './support.ts';

/** The view of a map cannot be written (the database refuses for a reason that is nobody's data). */
describe.each(testDatabases())('a projection that fails ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openApp>>;
	let owner: Person;
	const broken: string[] = [];

	beforeAll(async () => {
		open = await openApp(engine);
		({ owner } = await open.people.workspace());
		await open.db.query(`
			create function refuse_all() returns trigger language plpgsql as $$
				begin raise exception 'the disk is full' using errcode = '53100'; end $$`);
	});
	afterEach(async () => {
		for (const table of broken.splice(0)) await open.db.query(`drop trigger refuse_all on ${table}`);
	});
	afterAll(() => open.close());

	const journeys = () => open.app.journeys;
	async function breakTable(table: string, on = 'insert or update'): Promise<void> {
		await open.db.query(
			`create trigger refuse_all before ${on} on ${table} for each row execute function refuse_all()`
		);
		broken.push(table);
	}
	const mend = async (): Promise<void> => {
		for (const table of broken.splice(0)) await open.db.query(`drop trigger refuse_all on ${table}`);
	};
	const listed = async (title: string) =>
		(await journeys().list(owner.actor, { limit: 200 })).items.filter((one) => one.title === title);

	it.each(['scene', 'journey'])(
		'creating when %s cannot be written makes nothing: tried again there is one',
		async (table) => {
			const title = `Created once, ${table}`;
			await breakTable(table);
			const call = caller(open.app, owner.actor);
			const documents = async () =>
				(await open.db.query('select count(*)::int as n from document')).rows[0].n as number;
			const before = await documents();
			await expect(journeys().create(owner.actor, { title })).rejects.toThrow();
			expect(await documents()).toBe(before);
			await mend();
			expect((await call('POST', '/journeys', { body: { title } })).status).toBe(201);
			expect(await listed(title)).toHaveLength(1);
		}
	);

	it('renaming and adding are done, and said so; the view follows by itself', async () => {
		const { id } = await journeys().create(owner.actor, { title: 'Before' });
		const [first] = (await journeys().get(owner.actor, id)).scenes;
		await breakTable('touchpoint');
		await breakTable('scene');
		await breakTable('journey', 'update of title');
		const call = caller(open.app, owner.actor);
		const renamed = await call('PATCH', `/journeys/${id}`, { body: { title: 'After' } });
		expect([renamed.status, renamed.json.title]).toEqual([200, 'After']);
		const added = await call('POST', `/journeys/${id}/touchpoints`, { body: { sceneId: first!.id, title: 'Till' } });
		expect([added.status, added.json.title]).toEqual([201, 'Till']);
		const map = await journeys().get(owner.actor, id);
		expect([map.title, map.touchpoints.map((one) => one.title)]).toEqual(['After', ['Till']]);
		const asked = { journeyId: id, touchpointId: added.json.id, kind: 'nps' };
		await expect(open.app.surveys.ask(owner.actor, asked)).rejects.toThrow();
		await mend();
		await open.app.surveys.ask(owner.actor, asked);
		await expect.poll(async () => (await listed('After'))[0]?.touchpointCount).toBe(1);
		expect((await open.app.surveys.list(owner.actor, { limit: 200 })).items).toHaveLength(1);
	});

	it('what was done is answered even if its idempotency key cannot be noted', async () => {
		await breakTable('idempotency_key', 'update');
		const headers = { 'idempotency-key': 'once-and-for-all' };
		const made = await caller(open.app, owner.actor)('POST', '/journeys', {
			body: { title: 'Noted nowhere' },
			headers
		});
		expect(made.status).toBe(201);
		await mend();
		// Not done a second time either.
		const again = await caller(open.app, owner.actor)('POST', '/journeys', {
			body: { title: 'Noted nowhere' },
			headers
		});
		expect(again.status).toBe(409);
		expect(await listed('Noted nowhere')).toHaveLength(1);
	});

	it('after a compaction the next start still knows that the view is behind, and when the map was changed', async () => {
		const { id } = await journeys().create(owner.actor, { title: 'Compacted' });
		await open.db.query(`update document set updated_at = now() - interval '3 hours' where id = $1`, [id]);
		await open.db.query(`update document_update set at = now() - interval '1 hour' where document_id = $1`, [id]);
		await open.db.query(
			`update journey set title = 'behind', projected_at = now() - interval '2 hours', updated_at = now() - interval '3 hours'
			where id = $1`,
			[id]
		);
		const store = openStore(open.db);
		const worker = createMergeWorker();
		try {
			const key = { workspaceId: owner.actor.workspaceId, documentId: id };
			expect(await compact(store, worker, key)).toBe('done');
		} finally {
			await worker.close();
			await store.close();
		}
		expect((await open.db.query('select 1 from document_update where document_id = $1', [id])).rows).toEqual([]);
		expect(await open.app.projections!.catchUp()).toBeGreaterThan(0);
		await expect.poll(async () => (await listed('Compacted')).length, { timeout: 30_000 }).toBe(1);
		const [card] = await listed('Compacted');
		expect(Date.now() - Date.parse(card!.updatedAt)).toBeLessThan(61 * 60_000);
	});

	it('a view that a killed process left behind is written while others go on', async () => {
		const { id } = await journeys().create(owner.actor, { title: 'Left behind' });
		// As if the edit had come, and its process had been killed before it wrote the view.
		await open.db.query(`update journey set title = 'before', projected_at = now() - interval '1 hour' where id = $1`, [
			id
		]);
		expect(await listed('Left behind')).toHaveLength(0);
		await open.app.jobs.send('project-left-behind');
		await expect.poll(async () => (await listed('Left behind')).length, { timeout: 30_000 }).toBe(1);
	});
});
