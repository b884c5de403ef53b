import * as Y from 'yjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { journeyKind } from '#document/kinds/journey/index.ts';
import { pack } from '#server/documents/pack.ts';
import { createRecentDocuments, type RecentDocuments } from '#server/documents/projection/recent-documents.ts';
import * as stored from '#server/documents/repo/documents.ts';
import type { DocumentKey } from '#server/documents/store.ts';
import { UnreadableDocument } from '#server/documents/unreadable.ts';
import { compact } from '#server/collab/compaction/compact.ts';
import { merge } from '#server/collab/compaction/merge.ts';
import { openStore } from '../../support/document-store.ts';
import { tooDeepToDelete } from '../../support/poison.ts';
import { testDatabases } from '../../support/database.ts';
import { openProjecting } from '../../support/projecting/world.ts';

describe.each(testDatabases())('documents that were read lately ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openProjecting>>;
	let store: ReturnType<typeof openStore>;
	let recent: RecentDocuments;
	let seq = 0;
	beforeAll(async () => {
		open = await openProjecting(engine);
		store = openStore(open.db);
		await store.start();
	});
	beforeEach(() => {
		recent = createRecentDocuments();
	});
	afterAll(async () => {
		await store.close();
		await open.close();
	});

	const titleIn = async (key: DocumentKey, from = recent): Promise<string | undefined> =>
		(await open.db.inWorkspace(key.workspaceId, (trx) => from.read(trx, journeyKind, key)))?.meta.title;
	/** Edits as another process commits them. */
	const append = (key: DocumentKey, ...updates: Uint8Array[]) =>
		store.append([
			{ key, seq: ++seq, ...pack(updates.map((update) => ({ update, author: open.owner.actor.userId }))) }
		]);
	/** An edit onto the document as it is; and one that needs it. */
	async function edits(key: DocumentKey, ...titles: string[]): Promise<Uint8Array[]> {
		const now = (await open.db.inWorkspace(key.workspaceId, (trx) =>
			stored.readDocument(trx, key.workspaceId, key.documentId)
		))!;
		const doc = new Y.Doc();
		Y.applyUpdate(doc, now.update);
		const made: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => made.push(update));
		for (const title of titles) doc.getMap('journey').set('title', title);
		return made;
	}
	const compacted = async (key: DocumentKey): Promise<void> =>
		expect(await compact(store, { merge: async (input) => merge(input) }, key)).toBe('done');

	it('have what was added since, by this process and by another, also over a compaction', async () => {
		const key = await open.journey('First');
		expect([recent.kindOf(key), await titleIn(key), recent.kindOf(key)]).toEqual([undefined, 'First', 'journey']);
		await open.rename(key, 'Second');
		expect(await titleIn(key)).toBe('Second');
		await append(key, ...(await edits(key, 'Third', 'Fourth')));
		expect(await titleIn(key)).toBe('Fourth');
		expect(await titleIn(key)).toBe('Fourth');
		await compacted(key);
		expect(await titleIn(key)).toBe('Fourth');
		await append(key, ...(await edits(key, 'Fifth')));
		expect(await titleIn(key)).toBe('Fifth');
	});

	it('have nothing that was not committed, and nothing that was taken away by whoever put another in its place', async () => {
		const key = await open.journey('Committed');
		expect(await titleIn(key)).toBe('Committed');
		const [lost] = await edits(key, 'Not committed');
		await expect(
			open.db.system.transaction().execute(async (trx) => {
				const { bytes, authors } = pack([{ update: lost!, author: '' }]);
				const row = { workspace_id: key.workspaceId, document_id: key.documentId, node: 9_999, seq: 1 };
				await trx
					.insertInto('document_update')
					.values({ ...row, bytes: Buffer.from(bytes), authors: JSON.stringify(authors) } as never)
					.execute();
				throw new Error('rolled back');
			})
		).rejects.toThrow('rolled back');
		expect(await titleIn(key)).toBe('Committed');
		// As `restore` does it: another copy, with the same revision.
		await append(key, ...(await edits(key, 'After the backup')));
		expect(await titleIn(key)).toBe('After the backup');
		await open.db.query('delete from document_update where document_id = $1 and node <> 0', [key.documentId]);
		await open.db.query('update document set epoch = epoch + 1 where id = $1', [key.documentId]);
		expect(await titleIn(key)).toBe('Committed');
	});

	it('wait for an edit whose ground comes later', async () => {
		const key = await open.journey('Ground');
		expect(await titleIn(key)).toBe('Ground');
		const [first, second] = await edits(key, 'One', 'Two');
		await append(key, second!);
		expect(await titleIn(key)).toBe('Ground');
		await append(key, first!);
		expect(await titleIn(key)).toBe('Two');
	});

	it('say when they cannot be read any more, and go on when they can', async () => {
		const key = await open.journey('Poisoned');
		expect(await titleIn(key)).toBe('Poisoned');
		for (const update of tooDeepToDelete(4_712, { depth: 5_000 })) await append(key, update);
		for (let n = 0; n < 2; n++) await expect(titleIn(key)).rejects.toBeInstanceOf(UnreadableDocument);
		await open.app.collab.repair(key);
		await open.rename(key, 'Repaired');
		expect(await titleIn(key)).toBe('Repaired');
	});

	it('are few: the ones that were read last', async () => {
		const few = createRecentDocuments({ limit: 1 });
		const keys = [await open.journey('A'), await open.journey('B')];
		expect([await titleIn(keys[0]!, few), await titleIn(keys[1]!, few)]).toEqual(['A', 'B']);
		expect(keys.map((key) => few.kindOf(key))).toEqual([undefined, 'journey']);
		await open.rename(keys[0]!, 'A again');
		expect([await titleIn(keys[0]!, few), await titleIn(keys[0]!, few)]).toEqual(['A again', 'A again']);
	});

	it('that are gone, or of another kind, are none', async () => {
		const key = await open.journey('Gone');
		expect(await titleIn(key)).toBe('Gone');
		await open.db.query('delete from journey where id = $1', [key.documentId]);
		await open.db.query('delete from document where id = $1', [key.documentId]);
		expect(await titleIn(key)).toBeUndefined();
	});
});
