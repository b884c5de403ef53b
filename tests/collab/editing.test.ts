import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readDocument } from '#server/documents/repo/documents.ts';
import { openTestDb, testDatabases, type TestDb } from '../support/database.ts';
import { openEditor, sameContent, synced, until, type Editor, type EditorOptions } from './support/client.ts';
import { makeDocument, makeWorkspace, startCollab, type CollabServer, type ServerOptions } from './support/server.ts';

describe.each(testDatabases())('editing together ($name)', (engine) => {
	let db: TestDb;
	let workspace: string;
	let server: CollabServer;
	const editors: Editor[] = [];
	const edit = (id: string, user?: string, options?: EditorOptions): Editor => {
		const editor = openEditor(server.url, id, user, options);
		editors.push(editor);
		return editor;
	};
	const start = async (options?: ServerOptions): Promise<void> => {
		server = await startCollab(db, workspace, options);
	};
	const content = async (id: string): Promise<Y.Doc> => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, (await readDocument(db.db.system, workspace, id))!.update);
		return doc;
	};

	beforeAll(async () => {
		db = await openTestDb(engine);
		workspace = await makeWorkspace(db);
	});
	afterEach(async () => {
		for (const editor of editors.splice(0)) editor.destroy();
		await server.close();
	});
	afterAll(() => db.close());

	it('two editors converge, and what they see is stored', async () => {
		await start();
		const id = await makeDocument(db, workspace);
		const a = edit(id, 'ann');
		const b = edit(id, 'bob');
		await synced(a, b);
		expect(a.cards.get('seed')).toBe('content from the server');
		for (let i = 0; i < 50; i++) {
			a.cards.set(`a${i}`, i);
			b.cards.set(`b${i}`, i);
			if (i % 5 === 0) b.cards.delete(`a${i}`);
		}
		await until(() => b.cards.has('a49') && a.cards.has('b49') && sameContent(a.doc, b.doc), 'both have everything');
		expect(sameContent(await content(id), a.doc)).toBe(true);
	});

	it('confirms each update after its commit, deletions too', async () => {
		await start();
		const id = await makeDocument(db, workspace);
		const a = edit(id);
		await synced(a);
		// The answer to the server's question counts as the first.
		await until(() => a.durable() === 1, 'the answer to the server is confirmed');
		a.cards.set('x', 1);
		await until(() => a.durable() === 2, 'the insertion is confirmed');
		a.cards.delete('x');
		await until(() => a.durable() === 3, 'the deletion is confirmed');
		expect((await content(id)).getMap('cards').has('x')).toBe(false);
	});

	it('somebody who may only read sees everything and changes nothing', async () => {
		await start();
		const id = await makeDocument(db, workspace);
		const a = edit(id, 'ann');
		const vera = edit(id, 'vera');
		await synced(a, vera);
		expect(vera.readOnly()).toBe(true);
		vera.cards.set('intruder', true);
		a.cards.set('after', 1);
		await until(() => vera.cards.has('after'), 'the reader sees the edit');
		a.cards.set('later', 1);
		await until(() => a.durable() === 3, 'confirmed');
		expect(a.cards.has('intruder')).toBe(false);
		expect((await content(id)).getMap('cards').has('intruder')).toBe(false);
		expect(vera.durable()).toBe(0);
	});

	it('an edit made offline arrives after the connection is back', async () => {
		await start();
		const id = await makeDocument(db, workspace);
		const a = edit(id, 'ann');
		const b = edit(id, 'bob');
		await synced(a, b);
		a.provider.disconnect();
		a.cards.set('offline', 1);
		b.cards.set('online', 1);
		a.provider.connect();
		await until(() => b.cards.has('offline') && a.cards.has('online'), 'merged');
	});

	it('the last one leaves and the next one comes, again and again: nothing is missing', async () => {
		await start({ limits: { idle: 2, compactUpdatesWhenIdle: 0 } });
		const id = await makeDocument(db, workspace);
		for (let i = 0; i < 25; i++) {
			const a = openEditor(server.url, id, 'ann');
			await synced(a);
			for (let j = 0; j < i; j++) expect(a.cards.has(`round ${j}`), `round ${j} in round ${i}`).toBe(true);
			a.cards.set(`round ${i}`, i);
			await until(() => a.durable() === 2, 'confirmed');
			a.destroy();
			if (i % 3 === 0) await until(() => server.collab.stats().rooms === 0, 'unloaded');
		}
	});

	it('edits of the server are committed and shown; a failing one changes nothing', async () => {
		await start();
		const id = await makeDocument(db, workspace);
		const key = { workspaceId: workspace, documentId: id };
		const a = edit(id);
		await synced(a);
		const answer = await server.collab.transact(key, 'ann', (doc) => {
			doc.getMap('cards').set('api', 1);
			return 'done';
		});
		expect(answer).toBe('done');
		await until(() => a.cards.get('api') === 1, 'shown');
		await expect(
			server.collab.transact(key, 'ann', (doc) => {
				doc.getMap('cards').set('half', 1);
				throw new Error('no');
			})
		).rejects.toThrow('no');
		expect((await content(id)).getMap('cards').toJSON()).toEqual({ seed: 'content from the server', api: 1 });
		await expect(server.collab.transact({ ...key, documentId: workspace }, 'ann', () => 1)).rejects.toThrow(
			'no document'
		);
	});

	it('an older editor and a copy of a replaced document are told to reload', async () => {
		await start();
		const id = await makeDocument(db, workspace);
		const old = edit(id, 'ann', { params: { schema: '0' } });
		const replaced = edit(id, 'ann', { params: { epoch: '7' } });
		const right = edit(id, 'ann', { params: { schema: '1', epoch: '1' } });
		await synced(right);
		await until(() => old.codes.length > 0 && replaced.codes.length > 0, 'closed');
		expect(old.codes).toEqual([4426]);
		expect(replaced.codes).toEqual([4409]);
		expect(old.provider.shouldConnect).toBe(false);
	});
});
