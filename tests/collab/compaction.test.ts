import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { compact } from '#server/collab/compaction/compact.ts';
import { createMergeWorker, type MergeWorker } from '#server/collab/compaction/worker.ts';
import { readDocument } from '#server/documents/repo/documents.ts';
import { openTestDb, testDatabases, type TestDb } from '../support/database.ts';
import { openEditor, synced, until } from './support/client.ts';
import { makeDocument, makeWorkspace, startCollab, storeOf } from './support/server.ts';
import { pack } from '#server/documents/pack.ts';
import type { DocumentKey, DocumentStore } from '#server/documents/store.ts';

describe.each(testDatabases())('compaction ($name)', (engine) => {
	let db: TestDb;
	let workspace: string;
	let store: DocumentStore;
	let worker: MergeWorker;
	let seq = 0;

	beforeAll(async () => {
		db = await openTestDb(engine);
		workspace = await makeWorkspace(db);
		store = storeOf(db);
		worker = createMergeWorker();
		await store.start();
	});
	afterAll(async () => {
		await worker.close();
		await store.close();
		await db.close();
	});

	const read = async ({ documentId }: DocumentKey): Promise<Uint8Array> =>
		(await readDocument(db.db.system, workspace, documentId))!.update;
	const content = async (key: DocumentKey): Promise<Y.Doc> => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, await read(key));
		return doc;
	};
	const rows = async ({ documentId }: DocumentKey): Promise<number> =>
		(await db.db.query('select count(*) as n from document_update where document_id = $1', [documentId])).rows[0]
			.n as number;

	/** A document with edits and deletions in the journal. */
	async function edited(edits = 30): Promise<DocumentKey> {
		const key = { workspaceId: workspace, documentId: await makeDocument(db, workspace) };
		await change(key, edits);
		return key;
	}

	async function change(key: DocumentKey, edits: number): Promise<void> {
		const doc = await content(key);
		const made: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => made.push(update));
		for (let i = 0; i < edits; i++) {
			doc.getMap('cards').set(`n${i % 7}`, { i });
			doc.getText('notes').insert(0, `${i} `);
			if (i % 3 === 0) doc.getText('notes').delete(0, 1);
		}
		for (const update of made) await store.append([{ key, seq: ++seq, ...pack([{ update, author: 'ann' }]) }]);
	}

	const equal = (a: Y.Doc, b: Y.Doc): void => {
		expect(a.toJSON()).toEqual(b.toJSON());
		expect(Y.encodeStateVector(a)).toEqual(Y.encodeStateVector(b));
		expect(Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b))).toBe(true);
	};

	it('keeps the content, the clocks and the deletions, and empties the journal', async () => {
		const key = await edited();
		const before = await content(key);
		expect(await compact(store, worker, key)).toBe('done');
		expect(await rows(key)).toBe(0);
		equal(await content(key), before);
		expect(await compact(store, worker, key)).toBe('nothing to do');
		await change(key, 5);
		const later = await content(key);
		expect(await compact(store, worker, key)).toBe('done');
		equal(await content(key), later);
	});

	it('leaves what was committed while it ran', async () => {
		const key = await edited();
		const slow: MergeWorker = {
			...worker,
			merge: async (input) => {
				await change(key, 3);
				return worker.merge(input);
			}
		};
		expect(await compact(store, slow, key)).toBe('done');
		expect(await rows(key)).toBeGreaterThan(0);
		expect((await content(key)).getMap('cards').get('n2')).toEqual({ i: 2 });
	});

	it('does nothing when another process was faster', async () => {
		const key = await edited();
		const before = await content(key);
		const slow: MergeWorker = {
			...worker,
			merge: async (input) => {
				expect(await compact(store, worker, key)).toBe('done');
				return worker.merge(input);
			}
		};
		expect(await compact(store, slow, key)).toBe('somebody was faster');
		equal(await content(key), before);
	});

	it.each(['merging', 'the snapshot', 'deleting the rows', 'the commit'])(
		'a failure at %s changes nothing',
		async (step) => {
			const key = await edited();
			const before = await content(key);
			const count = await rows(key);
			const broken: MergeWorker =
				step === 'merging' ? { ...worker, merge: () => Promise.reject(new Error('broken')) } : worker;
			const at = {
				'the snapshot': 'before update on document',
				'deleting the rows': 'before delete on document_update'
			}[step];
			if (step !== 'merging') {
				await db.db.query(
					`create or replace function break() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`
				);
				await db.db.query(
					at
						? `create trigger break ${at} for each row execute function break()`
						: 'create constraint trigger break after update on document deferrable initially deferred for each row execute function break()'
				);
			}
			try {
				await expect(compact(store, broken, key)).rejects.toThrow('broken');
			} finally {
				await db.db.query('drop function if exists break() cascade');
			}
			expect(await rows(key)).toBe(count);
			equal(await content(key), before);
			expect(await compact(store, worker, key)).toBe('done');
			equal(await content(key), before);
		}
	);

	it('the worker says what went wrong, and works on', async () => {
		await expect(worker.merge({ snapshot: Buffer.from('no snapshot'), meta: null, rows: [] })).rejects.toThrow(
			'merging failed'
		);
		const merged = await worker.merge({ snapshot: null, meta: null, rows: [] });
		expect(merged.snapshot.length).toBeGreaterThan(0);
	});

	it('an open document is compacted under its editors', async () => {
		const key = await edited(1);
		const server = await startCollab(db, workspace, { limits: { compactUpdates: 10 } });
		const ann = openEditor(server.url, key.documentId, 'ann');
		const bob = openEditor(server.url, key.documentId, 'bob');
		try {
			await synced(ann, bob);
			for (let i = 0; i < 60; i++) {
				ann.cards.set(`x${i}`, i);
				if (i % 5 === 0) await until(() => bob.cards.has(`x${i}`), 'seen');
			}
			await until(async () => (await rows(key)) < 15, 'compacted');
			bob.cards.delete('x1');
			await until(() => !ann.cards.has('x1') && bob.cards.has('x59'), 'goes on');
			const late = openEditor(server.url, key.documentId, 'ann');
			await synced(late);
			equal(late.doc, ann.doc);
			late.destroy();
		} finally {
			ann.destroy();
			bob.destroy();
			await server.close();
		}
	});
});
