import { zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { aboutMap } from '#document/core/about.ts';
import { documentKinds } from '#document/kinds/all-kinds.ts';
import { readStored } from '#document/core/read-stored.ts';
import { journeyKind } from '#document/kinds/journey/index.ts';
import type { JourneySnapshot } from '#domain/journey/index.ts';
import { keepVersions } from '../../../server/documents/jobs/keep-versions.ts';
import { readDocument } from '../../../server/documents/repo/documents.ts';
import { newId, testDatabases } from '../../support/database.ts';
import type { Person } from '../../support/people.ts';
import { caller, openApp } from './support.ts';

const DAY = 24 * 60 * 60_000;

describe.each(testDatabases())('versions of a map ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openApp>>;
	let owner: Person;
	let editor: Person;
	let viewer: Person;
	let stranger: Person;

	beforeAll(async () => {
		open = await openApp(engine);
		({ owner } = await open.people.workspace());
		({ owner: stranger } = await open.people.workspace());
		editor = await open.people.member(owner, 'editor');
		viewer = await open.people.member(owner, 'viewer');
	});
	afterAll(() => open.close());

	const make = async (): Promise<string> =>
		(await open.app.journeys.create(owner.actor, { title: 'Shop', template: 'retail' })).id;
	const send = (method: string, path: string, body?: unknown, person = editor) =>
		caller(open.app, person.actor)(method, `/journeys/${path}`, body === undefined ? {} : { body });
	const map = async (id: string): Promise<JourneySnapshot> =>
		readStored(journeyKind, (await readDocument(open.db.system, owner.actor.workspaceId, id))!.update);
	const list = async (id: string) => (await send('GET', `${id}/versions`)).json.items as { id: string; kind: string }[];
	const name = async (id: string, title = 'Before the workshop'): Promise<string> =>
		(await send('POST', `${id}/versions`, { title })).json.id;
	const job = keepVersions(documentKinds);
	const keepAt = (at: number) => job.run({ system: open.db.system, now: () => new Date(at) });

	/** Every write fails from here on, until `work` is over. */
	async function broken(table: string, work: () => Promise<unknown>): Promise<void> {
		await open.db.query(
			`create or replace function break() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`
		);
		await open.db.query(
			`create trigger break after insert or delete on ${table} for each row execute function break()`
		);
		try {
			await expect(work()).rejects.toThrow('broken');
		} finally {
			await open.db.query('drop function break() cascade');
		}
	}

	it('are named, compared with the map now and with each other', async () => {
		const id = await make();
		const first = await send('POST', `${id}/versions`, { title: ' Before the workshop ' });
		expect([first.status, first.json]).toEqual([
			201,
			{
				id: expect.any(String),
				kind: 'named',
				title: 'Before the workshop',
				author: { id: editor.actor.userId, name: editor.actor.name },
				at: expect.any(String)
			}
		]);
		await open.app.journeys.update(editor.actor, id, { title: 'Shop of tomorrow' });
		const now = await send('GET', `${id}/versions/${first.json.id}/differences`);
		expect(now.json).toMatchObject({
			version: { id: first.json.id },
			other: null,
			differences: [
				{ what: 'changed', fields: ['title'], here: { title: 'Shop' }, there: { title: 'Shop of tomorrow' } }
			]
		});
		const second = await name(id, 'After');
		const both = await send('GET', `${id}/versions/${second}/differences?with=${first.json.id}`);
		expect(both.json).toMatchObject({
			other: { id: first.json.id },
			differences: [{ here: { title: 'Shop of tomorrow' } }]
		});
		expect((await list(id)).map((one) => one.id)).toEqual([second, first.json.id]);
	});

	it('come back as an edit: the same ids, and what was before is kept', async () => {
		const id = await make();
		const before = await map(id);
		const version = await name(id);
		const scene = before.scenes[0]!.id;
		await open.app.journeys.addTouchpoint(editor.actor, id, { sceneId: scene, title: 'Too much' });
		await open.app.journeys.update(editor.actor, id, { title: 'Something else' });
		const between = await map(id);
		expect((await send('POST', `${id}/versions/${version}/restore`)).status).toBe(204);
		expect(await map(id)).toEqual(before);
		expect((await open.app.journeys.get(viewer.actor, id)).title).toBe('Shop');
		const [kept, ...others] = await list(id);
		expect([kept!.kind, others.map((one) => one.id)]).toEqual(['before-restore', [version]]);
		expect((await send('POST', `${id}/versions/${kept!.id}/restore`)).status).toBe(204);
		expect(await map(id)).toEqual(between);
		const events = await open.db.query(`select kind from outbox where subject_id = $1 order by seq`, [id]);
		expect(events.rows.map(({ kind }) => kind)).toEqual(
			expect.arrayContaining(['journey.version-named', 'journey.restored'])
		);
	});

	it('are not doubled when somebody goes back twice', async () => {
		const id = await make();
		const version = await name(id);
		await send('POST', `${id}/versions/${version}/restore`);
		await send('POST', `${id}/versions/${version}/restore`);
		expect(await list(id)).toHaveLength(1);
	});

	it('leave everything as it was when keeping one fails half-way', async () => {
		const id = await make();
		const version = await name(id);
		await open.app.journeys.update(editor.actor, id, { title: 'Later' });
		const later = await map(id);
		for (const table of ['document_version', 'outbox'])
			await broken(table, () => open.app.versions.name(editor.actor, id, { title: 'Never' }));
		await broken('document_version', () => open.app.versions.restore(editor.actor, id, version));
		await broken('outbox', () => open.app.versions.remove(editor.actor, id, version));
		expect((await list(id)).map((one) => one.id)).toEqual([version]);
		expect(await map(id)).toEqual(later);
		// The edit of a restore fails: what was before is kept, and is what the map still says.
		await broken('document_update', () => open.app.versions.restore(editor.actor, id, version));
		expect(await map(id)).toEqual(later);
		expect((await send('POST', `${id}/versions/${version}/restore`)).status).toBe(204);
		expect((await map(id)).meta.title).toBe('Shop');
	});

	it('of a newer program are refused by name, and change nothing', async () => {
		const id = await make();
		const version = await name(id);
		const doc = new Y.Doc();
		aboutMap(doc).set('schema', { ...journeyKind.schema.current, scene: 99 });
		await open.db.query('update document_version set bytes = $2 where id = $1', [
			version,
			zstdCompressSync(Y.encodeStateAsUpdate(doc))
		]);
		const before = await map(id);
		for (const [method, path] of [
			['GET', 'differences'],
			['POST', 'restore']
		] as const)
			expect((await send(method, `${id}/versions/${version}/${path}`)).json).toMatchObject({
				error: { code: 'version_too_new' }
			});
		expect(await map(id)).toEqual(before);
		expect(await list(id)).toHaveLength(1);
	});

	it('are removed by hand when they have a name, else by time', async () => {
		const id = await make();
		const version = await name(id);
		await open.app.journeys.update(editor.actor, id, { title: 'Later' });
		await send('POST', `${id}/versions/${version}/restore`);
		const [kept] = await list(id);
		expect((await send('DELETE', `${id}/versions/${kept!.id}`)).status).toBe(409);
		expect((await send('DELETE', `${id}/versions/${version}`)).status).toBe(204);
		expect((await send('DELETE', `${id}/versions/${version}`)).status).toBe(404);
		expect((await map(id)).meta.title).toBe('Shop');
	});

	it('are kept once a day where something changed, and thinned as they get old', async () => {
		const id = await make();
		const today = Date.now() + DAY;
		await keepAt(today);
		expect((await list(id)).map(({ kind }) => kind)).toEqual(['daily']);
		await keepAt(today + DAY);
		expect(await list(id)).toHaveLength(1);
		const named = await name(id);
		await open.db.query(`update document_version set at = now() - interval '400 days' where id = $1`, [named]);
		await open.db.query(
			`insert into document_version (workspace_id, document_id, id, kind, bytes, digest, at)
			select workspace_id, document_id, gen_random_uuid(), 'daily', bytes, digest,
				timestamptz '2025-06-02 12:00Z' + make_interval(days => day) from document_version, generate_series(0, 27) day
			where document_id = $1 and kind = 'daily'`,
			[id]
		);
		// Four whole weeks of June 2025, a month and a half later, and two years later.
		await keepAt(Date.UTC(2025, 7, 15));
		const old = async () => (await list(id)).filter(({ kind }) => kind === 'daily').length;
		expect(await old()).toBe(5);
		await keepAt(Date.UTC(2027, 7, 15));
		expect(await old()).toBe(2);
		expect((await list(id)).some((one) => one.id === named)).toBe(true);
	});

	it('of one map that cannot be read cost the others nothing', async () => {
		const [good, bad] = [await make(), await make()];
		await open.db.query(`update document_update set bytes = '\\x0003090909' where document_id = $1`, [bad]);
		await expect(keepAt(Date.now() + DAY)).rejects.toThrow('no version of 1 documents');
		expect(await list(good)).toHaveLength(1);
		await open.app.journeys.remove(owner.actor, bad);
	});

	it('are for those who may see the journey, and made by those who may edit it', async () => {
		const id = await make();
		const version = await name(id);
		const { versions } = open.app;
		expect((await versions.list(viewer.actor, id)).items).toHaveLength(1);
		expect((await versions.compare(viewer.actor, id, version, null)).differences).toEqual([]);
		for (const [actor, status] of [
			[null, 401],
			[viewer.actor, 403],
			[stranger.actor, 404]
		] as const) {
			await expect(versions.name(actor, id, { title: 'x' })).rejects.toMatchObject({ status });
			await expect(versions.restore(actor, id, version)).rejects.toMatchObject({ status });
			await expect(versions.remove(actor, id, version)).rejects.toMatchObject({ status });
		}
		await expect(versions.list(stranger.actor, id)).rejects.toMatchObject({ status: 404 });
		await expect(versions.compare(stranger.actor, id, version, null)).rejects.toMatchObject({ status: 404 });
		for (const wrong of ['x', newId()])
			await expect(versions.restore(editor.actor, id, wrong)).rejects.toMatchObject({ status: 404 });
		expect((await send('POST', `${id}/versions`, { title: ' \u200b ' })).status).toBe(400);
		await open.app.journeys.remove(owner.actor, id);
		await expect(versions.list(editor.actor, id)).rejects.toMatchObject({ status: 404 });
	});
});
