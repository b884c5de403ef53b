import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { apply } from '#document/kinds/journey/apply.ts';
import { readJourney } from '#document/kinds/journey/read.ts';
import { runCommand, type CommandName } from '#domain/journey/index.ts';
import { compact } from '../../../server/collab/compaction/compact.ts';
import { pack, unpack } from '../../../server/documents/pack.ts';
import { createMergeWorker, type MergeWorker } from '../../../server/collab/compaction/worker.ts';
import { readDocument } from '../../../server/documents/repo/documents.ts';
import { newId, testDatabases } from '../../support/database.ts';
import type { Person } from '../../support/people.ts';
import { tooDeepToDelete, withDeletionOf } from '../../support/poison.ts';
import { caller, openApp } from './support.ts';
import type { DocumentStore } from '../../../server/documents/store.ts';
import { openStore } from '../../support/document-store.ts';

describe.each(testDatabases())('edits that were set aside ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openApp>>;
	let store: DocumentStore;
	let worker: MergeWorker;
	let owner: Person;
	let editor: Person;
	let viewer: Person;
	let stranger: Person;
	let seq = 0;

	beforeAll(async () => {
		open = await openApp(engine);
		({ owner } = await open.people.workspace());
		({ owner: stranger } = await open.people.workspace());
		editor = await open.people.member(owner, 'editor');
		viewer = await open.people.member(owner, 'viewer');
		worker = createMergeWorker();
		store = openStore(open.db);
		await store.start();
	});
	afterAll(async () => {
		await worker.close();
		await store.close();
		await open.close();
	});

	const make = async (): Promise<string> =>
		(await open.app.journeys.create(owner.actor, { title: 'Poisoned', template: 'retail' })).id;
	const keyOf = (documentId: string) => ({ workspaceId: owner.actor.workspaceId, documentId });
	const append = (id: string, ...updates: readonly Uint8Array[]): Promise<void> =>
		store.append([
			{ key: keyOf(id), seq: ++seq, ...pack(updates.map((update) => ({ update, author: editor.actor.userId }))) }
		]);
	const copyOf = async (id: string): Promise<Y.Doc> => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, (await readDocument(open.db.system, owner.actor.workspaceId, id))!.update);
		return doc;
	};
	const edited = (doc: Y.Doc, name: CommandName, input: unknown): Uint8Array => {
		const made: Uint8Array[] = [];
		doc.once('update', (update: Uint8Array) => made.push(update));
		const result = runCommand(readJourney(doc), name, input, { newId });
		if (!result.ok) throw new Error(JSON.stringify(result.issues));
		apply(doc, result.value.changes, 'wayfelt:api');
		return made[0]!;
	};
	const setAside = async (id: string): Promise<void> => void (await compact(store, worker, keyOf(id)));
	const list = async (id: string, query = '') =>
		caller(open.app, editor.actor)('GET', `/journeys/${id}/set-aside${query}`);

	it('are listed with when, whose, how large, why, and what they say', async () => {
		const id = await make();
		const doc = await copyOf(id);
		const [scene] = readJourney(doc).scenes;
		const [chain, deletion] = tooDeepToDelete(4_000_001);
		const card = edited(doc, 'addTouchpoint', { sceneId: scene!.id, title: 'Curbside pickup' });
		await append(id, chain);
		await append(id, withDeletionOf(card, deletion));
		await setAside(id);
		const { json, status } = await list(id);
		expect(status).toBe(200);
		expect(json.next).toBeNull();
		expect(json.items).toHaveLength(1);
		const [item] = json.items;
		expect(item).toMatchObject({
			authors: [{ id: editor.actor.userId, name: editor.actor.name }],
			edits: 1,
			reason: expect.stringContaining('call stack') as string,
			contents: { whole: false, changes: [{ what: 'added', there: null }] }
		});
		expect(Date.now() - Date.parse(item.at)).toBeLessThan(60_000);
		const [change] = item.contents.changes;
		expect(change.here).toMatchObject({ type: 'touchpoint', title: 'Curbside pickup', sceneId: scene!.id });
		expect(change.fields).toEqual(expect.arrayContaining(['title', 'place']));
		const raw = await open.app.setAsides.bytes(editor.actor, id, item.id);
		expect(raw).toHaveLength(item.bytes);
		expect(unpack({ bytes: raw, authors: [editor.actor.userId] })).toHaveLength(1);
		const file = await caller(open.app, editor.actor)('GET', `/journeys/${id}/set-aside/${item.id}/bytes`);
		expect(file.headers.get('content-type')).toBe('application/octet-stream');
		expect(file.headers.get('content-disposition')).toContain(`wayfelt-set-aside-${item.id}.bin`);
	});

	it('that hang on what is not there are read as far as they say where they belong', async () => {
		const id = await make();
		const doc = await copyOf(id);
		const { scenes } = readJourney(doc);
		edited(doc, 'editScene', { id: scenes[0]!.id, fields: { title: 'Never arrived' } });
		const told = edited(doc, 'addTouchpoint', { sceneId: scenes[1]!.id, title: 'Arrived alone' });
		await append(id, told);
		await setAside(id);
		const [item] = (await list(id)).json.items;
		expect(item).toMatchObject({ edits: 1, reason: 'it hangs on what is not there', contents: { whole: false } });
		expect(item.contents.changes.map(({ what }: { what: string }) => what)).toEqual(['added']);
		expect(JSON.stringify(item.contents)).toContain('Arrived alone');
		expect(JSON.stringify(item.contents)).not.toContain('Never arrived');
	});

	it('that nobody can read are listed all the same', async () => {
		const id = await make();
		await append(id, Uint8Array.of(9, 9, 9));
		await setAside(id);
		expect((await list(id)).json.items).toMatchObject([{ edits: 1, contents: null }]);
	});

	it('come in pages, and go one by one', async () => {
		const id = await make();
		for (let i = 0; i < 2; i++) await append(id, Uint8Array.of(9, 9, i));
		await append(id, Uint8Array.of(9), Uint8Array.of(9, 9));
		await setAside(id);
		expect(await open.app.setAsides.count(editor.actor, id)).toBe(4);
		const first = (await list(id, '?limit=2')).json;
		const second = (await list(id, `?limit=2&cursor=${first.next}`)).json;
		const ids = [...first.items, ...second.items].map((item: { id: string }) => item.id);
		expect(new Set(ids).size).toBe(3);
		expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
		expect([first.edits, second.edits]).toEqual([4, 4]);
		expect((await list(id, '?cursor=nonsense')).status).toBe(400);
		expect((await list(id, '?limit=51')).status).toBe(400);
		const send = caller(open.app, editor.actor);
		expect((await send('DELETE', `/journeys/${id}/set-aside/${ids[1]}`)).status).toBe(204);
		expect((await send('DELETE', `/journeys/${id}/set-aside/${ids[1]}`)).status).toBe(404);
		expect((await list(id)).json.items.map((item: { id: string }) => item.id)).toEqual([ids[0], ids[2]]);
		expect(await open.app.setAsides.count(editor.actor, id)).toBe(3);
	});

	it('stay when removing them fails half-way', async () => {
		const id = await make();
		await append(id, Uint8Array.of(9, 9, 9));
		await setAside(id);
		const [{ id: entry }] = (await list(id)).json.items;
		await open.db.query(
			`create or replace function break() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`
		);
		await open.db.query(
			'create trigger break after delete on document_set_aside for each row execute function break()'
		);
		try {
			await expect(open.app.setAsides.remove(editor.actor, id, entry)).rejects.toThrow('broken');
		} finally {
			await open.db.query('drop function break() cascade');
		}
		expect((await list(id)).json.items).toHaveLength(1);
	});

	it('are for those who may edit the journey, in its workspace', async () => {
		const id = await make();
		await append(id, Uint8Array.of(9, 9, 9));
		await setAside(id);
		const [{ id: entry }] = (await list(id)).json.items;
		const { setAsides } = open.app;
		for (const [actor, status] of [
			[null, 401],
			[viewer.actor, 403],
			[stranger.actor, 404]
		] as const) {
			await expect(setAsides.list(actor, id, {})).rejects.toMatchObject({ status });
			await expect(setAsides.count(actor, id)).rejects.toMatchObject({ status });
			await expect(setAsides.bytes(actor, id, entry)).rejects.toMatchObject({ status });
			await expect(setAsides.remove(actor, id, entry)).rejects.toMatchObject({ status });
		}
		for (const wrong of ['0-0', 'x', '99999999999-1', newId()])
			await expect(setAsides.bytes(editor.actor, id, wrong)).rejects.toMatchObject({ status: 404 });
		expect((await list(id)).json.items).toHaveLength(1);
		await open.app.journeys.remove(owner.actor, id);
		expect((await list(id)).status).toBe(404);
	});
});
