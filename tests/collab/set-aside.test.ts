import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { closeCodes } from '#document/core/close-codes.ts';
import { compact } from '#server/collab/compaction/compact.ts';
import { pack, unpack } from '#server/documents/pack.ts';
import { createMergeWorker, type MergeWorker } from '#server/collab/compaction/worker.ts';
import { readDocument } from '#server/documents/repo/documents.ts';
import { openTestDb, testDatabases, type TestDb } from '../support/database.ts';
import { tooDeepToDelete } from '../support/poison.ts';
import { openEditor, openRaw, synced, until, type Editor, type RawSocket } from './support/client.ts';
import { makeDocument, makeWorkspace, startCollab, storeOf, type CollabServer } from './support/server.ts';
import type { DocumentKey, DocumentStore } from '#server/documents/store.ts';

const BOB = 4_000_001;

describe.each(testDatabases())('edits that Yjs refuses ($name)', (engine) => {
	let db: TestDb;
	let workspace: string;
	let store: DocumentStore;
	let worker: MergeWorker;
	let seq = 0;
	const servers: CollabServer[] = [];
	const editors: Editor[] = [];
	const sockets: RawSocket[] = [];

	beforeAll(async () => {
		db = await openTestDb(engine);
		workspace = await makeWorkspace(db);
		store = storeOf(db);
		worker = createMergeWorker();
		await store.start();
	});
	afterEach(async () => {
		for (const socket of sockets.splice(0)) socket.ws.terminate();
		for (const editor of editors.splice(0)) editor.destroy();
		for (const server of servers.splice(0)) await server.close();
	});
	afterAll(async () => {
		await worker.close();
		await store.close();
		await db.close();
	});

	const make = async (): Promise<DocumentKey> => ({
		workspaceId: workspace,
		documentId: await makeDocument(db, workspace)
	});
	const append = (key: DocumentKey, author: string, update: Uint8Array): Promise<void> =>
		store.append([{ key, seq: ++seq, ...pack([{ update, author }]) }]);
	const cardsOf = async ({ documentId }: DocumentKey): Promise<Record<string, unknown>> => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, (await readDocument(db.db.system, workspace, documentId))!.update);
		return doc.getMap('cards').toJSON();
	};
	const epoch = async ({ documentId }: DocumentKey): Promise<number> =>
		(await db.db.query('select epoch from document where id = $1', [documentId])).rows[0].epoch as number;
	const kept = async ({ documentId }: DocumentKey): Promise<{ bytes: Buffer; authors: string[]; reason: string }[]> =>
		(await db.db.query('select bytes, authors, reason from document_set_aside where document_id = $1', [documentId]))
			.rows;
	const rows = async ({ documentId }: DocumentKey): Promise<unknown[]> =>
		(await db.db.query('select from document_update where document_id = $1', [documentId])).rows;

	/** ann writes before and after; bob's second edit cannot be applied. */
	async function poisoned(): Promise<{ key: DocumentKey; poison: Uint8Array }> {
		const key = await make();
		const [chain, poison] = tooDeepToDelete(BOB);
		const ann = new Y.Doc();
		const made: Uint8Array[] = [];
		ann.on('update', (update: Uint8Array) => made.push(update));
		ann.getMap('cards').set('before', 1);
		ann.getMap('cards').set('after', 2);
		await append(key, 'ann', made[0]!);
		await append(key, 'bob', chain);
		await append(key, 'bob', poison);
		await append(key, 'ann', made[1]!);
		return { key, poison };
	}

	it('are set aside by the compaction, which keeps everything else', async () => {
		const { key, poison } = await poisoned();
		const told: unknown[] = [];
		expect(await compact(store, worker, key, (some) => told.push(...some))).toBe('done');
		expect(told).toHaveLength(1);
		expect(await cardsOf(key)).toMatchObject({ before: 1, after: 2 });
		expect(await rows(key)).toEqual([]);
		const [row, ...more] = await kept(key);
		expect(more).toEqual([]);
		expect(row!.reason).toContain('call stack');
		expect(unpack(row!).map(({ update }) => Buffer.from(update))).toEqual([Buffer.from(poison)]);
		expect(await epoch(key)).toBe(2);
		// The next compaction has nothing to say about them.
		await append(
			key,
			'cleo',
			updateOf((doc) => doc.getMap('cards').set('later', 3))
		);
		expect(await compact(store, worker, key, (some) => told.push(...some))).toBe('done');
		expect(told).toHaveLength(1);
		expect(await epoch(key)).toBe(2);
		expect(await cardsOf(key)).toMatchObject({ before: 1, after: 2, later: 3 });
	});

	it('are not lost when keeping them fails: nothing has changed then', async () => {
		const { key } = await poisoned();
		const before = await rows(key);
		await db.db.query(
			`create or replace function break() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`
		);
		await db.db.query('create trigger break before insert on document_set_aside for each row execute function break()');
		try {
			await expect(compact(store, worker, key)).rejects.toThrow('broken');
		} finally {
			await db.db.query('drop function break() cascade');
		}
		expect(await rows(key)).toEqual(before);
		expect(await epoch(key)).toBe(1);
		expect(await compact(store, worker, key)).toBe('done');
		expect(await kept(key)).toHaveLength(1);
	});

	it('go with their document', async () => {
		const { key } = await poisoned();
		await compact(store, worker, key);
		await db.db.query('delete from document where id = $1', [key.documentId]);
		expect(await kept(key)).toEqual([]);
	});

	it('cost the visitors of every process a reload, and then all go on', async () => {
		const key = await make();
		const log: string[] = [];
		for (let i = 0; i < 2; i++) {
			servers.push(await startCollab(db, workspace, { log: noting(log) }));
		}
		const [here, there] = servers as [CollabServer, CollabServer];
		const ann = await openRaw(here.url, key.documentId, 'ann');
		const vera = await openRaw(there.url, key.documentId, 'vera');
		const bob = await openRaw(here.url, key.documentId, 'bob');
		sockets.push(ann, vera, bob);
		for (const update of tooDeepToDelete(BOB)) bob.ws.send(message(update));
		// What projects a document is the first to find out, in any process.
		await until(async () => (await cardsOf(key).catch(() => null)) === null, 'it cannot be read any more');
		await there.collab.repair(key);
		await until(() => [ann, vera, bob].every(({ code }) => code === closeCodes.replaced), 'all sent away');
		expect(here.collab.stats().setAside + there.collab.stats().setAside).toBe(1);
		expect(log.filter((line) => line.includes(key.documentId) && line.includes('set aside'))).toHaveLength(1);
		const [again, other] = [
			openEditor(here.url, key.documentId, 'ann', { params: { epoch: '2' } }),
			openEditor(there.url, key.documentId, 'bob', { params: { epoch: '2' } })
		];
		editors.push(again, other);
		await synced(again, other);
		expect([again.epoch(), other.epoch()]).toEqual([2, 2]);
		again.cards.set('goes', 'on');
		await until(() => other.cards.get('goes') === 'on', 'goes on');
		// The database may tell the other process before this one hears that its own commit is done.
		const read = () => here.collab.transact(key, 'ann', (doc) => doc.getMap('cards').get('goes'));
		await until(async () => (await read()) === 'on', 'reads what was edited');
	});

	it('of bytes that nobody can read, from before there was a gate, do not keep anybody out', async () => {
		const key = await make();
		await append(key, 'bob', Uint8Array.of(9, 9, 9));
		servers.push(await startCollab(db, workspace));
		const ann = openEditor(servers[0]!.url, key.documentId, 'ann');
		editors.push(ann);
		await synced(ann);
		expect(ann.cards.get('seed')).toBe('content from the server');
		expect(await kept(key)).toHaveLength(1);
	});
});

function updateOf(work: (doc: Y.Doc) => void): Uint8Array {
	const doc = new Y.Doc();
	work(doc);
	return Y.encodeStateAsUpdate(doc);
}

/** An update as y-websocket sends it. */
function message(update: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, 0);
	encoding.writeVarUint(encoder, 2);
	encoding.writeVarUint8Array(encoder, update);
	return encoding.toUint8Array(encoder);
}

const noting = (lines: string[]) => ({
	info() {},
	warn() {},
	error: (fields: object, text: string) => void lines.push(`${JSON.stringify(fields)} ${text}`)
});
