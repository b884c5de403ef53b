import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { closeCodes } from '#document/core/close-codes.ts';
import { readDocument } from '#server/documents/repo/documents.ts';
import { openTestDb, testDatabases, type TestDb } from '../support/database.ts';
import { openEditor, synced, until, type Editor } from './support/client.ts';
import { makeDocument, makeWorkspace, startCollab, type CollabServer } from './support/server.ts';
import type { DocumentStore } from '#server/documents/store.ts';

/** The database's side of a commit, as the test wants it. */
interface Switch {
	/** What happens to the next commits. */
	mode: 'work' | 'fail' | 'wait';
	/** Commits that wait. */
	readonly held: (() => void)[];
	load: 'work' | 'fail';
}

const switched =
	(to: Switch) =>
	(store: DocumentStore): DocumentStore => ({
		...store,
		get up() {
			return store.up;
		},
		get node() {
			return store.node;
		},
		append: async (batches) => {
			if (to.mode === 'fail') throw new Error('disk full');
			if (to.mode === 'wait') await new Promise<void>((resolve) => to.held.push(resolve));
			return store.append(batches);
		},
		load: async (key) => {
			if (to.load === 'fail') throw new Error('cannot read');
			return store.load(key);
		}
	});

describe.each(testDatabases())('durable before seen ($name)', (engine) => {
	let db: TestDb;
	let workspace: string;
	let server: CollabServer;
	let state: Switch;
	const editors: Editor[] = [];
	const edit = (id: string, user?: string): Editor => {
		const editor = openEditor(server.url, id, user);
		editors.push(editor);
		return editor;
	};
	const stored = async (id: string): Promise<Record<string, unknown>> => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, (await readDocument(db.db.system, workspace, id))!.update);
		return doc.getMap('cards').toJSON();
	};

	beforeAll(async () => {
		db = await openTestDb(engine);
		workspace = await makeWorkspace(db);
	});
	const start = async (): Promise<void> => {
		state = { mode: 'work', held: [], load: 'work' };
		server = await startCollab(db, workspace, { wrap: switched(state) });
	};
	afterEach(async () => {
		state.mode = 'work';
		for (const release of state.held) release();
		for (const editor of editors.splice(0)) editor.destroy();
		await server.close();
	});
	afterAll(() => db.close());

	it('nobody sees an edit and its author is not told before the commit', async () => {
		await start();
		const id = await makeDocument(db, workspace);
		const a = edit(id, 'ann');
		const b = edit(id, 'bob');
		await synced(a, b);
		await until(() => a.durable() === 1, 'settled');
		state.mode = 'wait';
		a.cards.set('secret', 1);
		await until(() => state.held.length === 1, 'the commit is on its way');
		// A newcomer asks meanwhile: what waits is not in the answer.
		const c = edit(id, 'ann');
		await synced(c);
		expect(c.cards.has('secret')).toBe(false);
		expect(b.cards.has('secret')).toBe(false);
		expect(a.durable()).toBe(1);
		state.mode = 'work';
		state.held.shift()!();
		await until(() => b.cards.has('secret') && c.cards.has('secret'), 'shown');
		await until(() => a.durable() === 2, 'confirmed');
	});

	it('when a commit fails nobody sees the edit, everybody is sent away, and the author sends it again', async () => {
		await start();
		const id = await makeDocument(db, workspace);
		const a = edit(id, 'ann');
		const b = edit(id, 'bob');
		await synced(a, b);
		await until(() => a.durable() === 1, 'settled');
		state.mode = 'fail';
		a.cards.set('again', 1);
		await until(() => a.codes.length > 0 && b.codes.length > 0, 'sent away');
		expect(a.codes[0]).toBe(closeCodes.tryAgain);
		expect(b.codes[0]).toBe(closeCodes.tryAgain);
		expect(b.cards.has('again')).toBe(false);
		expect(await stored(id)).not.toHaveProperty('again');
		state.mode = 'work';
		await until(() => b.cards.has('again'), 'sent again, and shown');
		expect(await stored(id)).toHaveProperty('again', 1);
	});

	it('an edit of the server whose commit fails is an error, and changes nothing', async () => {
		await start();
		const id = await makeDocument(db, workspace);
		const key = { workspaceId: workspace, documentId: id };
		state.mode = 'fail';
		const set = (value: number): Promise<unknown> =>
			server.collab.transact(key, 'ann', (doc) => doc.getMap('cards').set('n', value));
		await expect(set(1)).rejects.toThrow('disk full');
		state.mode = 'work';
		expect(await stored(id)).not.toHaveProperty('n');
		await set(2);
		expect(await stored(id)).toHaveProperty('n', 2);
	});

	it('the failure of one document does not reach the others', async () => {
		await start();
		const [one, other] = [await makeDocument(db, workspace), await makeDocument(db, workspace)];
		const a = edit(one, 'ann');
		const b = edit(other, 'bob');
		await synced(a, b);
		await until(() => a.durable() === 1 && b.durable() === 1, 'settled');
		// Both wait behind a third commit, then share a statement that Postgres refuses because of one of them.
		await db.db.query(`create or replace function refuse() returns trigger language plpgsql as
			$$ begin if new.document_id = '${one}' then raise 'no'; end if; return new; end $$`);
		await db.db.query('create trigger refuse before insert on document_update for each row execute function refuse()');
		try {
			state.mode = 'wait';
			a.cards.set('x', 1);
			b.cards.set('x', 1);
			await until(() => state.held.length === 1, 'on their way');
			state.mode = 'work';
			state.held.shift()!();
			await until(() => b.durable() === 2 && a.codes.length > 0, 'one stored, one refused');
			expect(b.codes).toEqual([]);
		} finally {
			await db.db.query('drop trigger refuse on document_update');
		}
		await until(async () => 'x' in (await stored(one)), 'sent again');
	});

	it('a document that cannot be loaded is refused, never empty', async () => {
		await start();
		const id = await makeDocument(db, workspace);
		state.load = 'fail';
		const a = edit(id);
		await until(() => a.codes.length >= 2, 'refused');
		expect(new Set(a.codes)).toEqual(new Set([closeCodes.tryAgain]));
		expect(a.provider.synced).toBe(false);
		expect(a.doc.store.clients.size).toBe(0);
		state.load = 'work';
		await until(() => a.cards.has('seed'), 'loaded');
	});

	it('the lost database connection is made anew and nothing is missing', async () => {
		await start();
		const id = await makeDocument(db, workspace);
		const a = edit(id, 'ann');
		const b = edit(id, 'bob');
		await synced(a, b);
		for (let round = 0; round < 3; round++) {
			await db.db.query(
				"select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'journal' and datname = current_database()"
			);
			a.cards.set(`round ${round}`, 1);
			b.cards.set(`other ${round}`, 1);
			await until(() => b.cards.has(`round ${round}`) && a.cards.has(`other ${round}`), `round ${round}`);
		}
		expect(Object.keys(await stored(id))).toHaveLength(7);
	});

	it('closing the server commits what has arrived, and tells everybody', async () => {
		await start();
		const id = await makeDocument(db, workspace);
		const a = edit(id);
		await synced(a);
		await until(() => a.durable() === 1, 'settled');
		state.mode = 'wait';
		a.cards.set('last', 1);
		await until(() => state.held.length === 1, 'on its way');
		const closed = server.close();
		state.mode = 'work';
		state.held.shift()!();
		await closed;
		await until(() => a.codes.length > 0, 'told');
		expect(a.codes[0]).toBe(closeCodes.restarting);
		expect(await stored(id)).toHaveProperty('last', 1);
		await start();
	});
});
