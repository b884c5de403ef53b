import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deleteDocument } from '#server/documents/repo/documents.ts';
import { closeCodes } from '#document/core/close-codes.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../support/database.ts';
import { openEditor, sameContent, synced, until, type Editor } from './support/client.ts';
import { makeDocument, makeWorkspace, startCollab, type CollabServer, type ServerOptions } from './support/server.ts';

describe.each(testDatabases())('several processes on one database ($name)', (engine) => {
	let db: TestDb;
	let workspace: string;
	const servers: CollabServer[] = [];
	const editors: Editor[] = [];
	const edit = (server: CollabServer, id: string, user: string): Editor => {
		const editor = openEditor(server.url, id, user);
		editors.push(editor);
		return editor;
	};
	const two = async (options?: ServerOptions): Promise<[CollabServer, CollabServer]> => {
		const pair = [await startCollab(db, workspace, options), await startCollab(db, workspace, options)] as [
			CollabServer,
			CollabServer
		];
		servers.push(...pair);
		return pair;
	};
	const revision = async (id: string): Promise<number> =>
		(await db.db.query('select revision from document where id = $1', [id])).rows[0].revision as number;

	beforeAll(async () => {
		db = await openTestDb(engine);
		workspace = await makeWorkspace(db);
	});
	afterEach(async () => {
		for (const editor of editors.splice(0)) editor.destroy();
		for (const server of servers.splice(0)) await server.close();
	});
	afterAll(() => db.close());

	it('what one commits the other shows', async () => {
		const [one, two_] = await two();
		const id = await makeDocument(db, workspace);
		const [a, b] = [edit(one, id, 'ann'), edit(two_, id, 'bob')];
		await synced(a, b);
		for (let i = 0; i < 40; i++) {
			a.cards.set(`a${i}`, i);
			b.cards.set(`b${i}`, i);
			if (i % 7 === 0) b.cards.delete(`a${i}`);
			if (i % 10 === 0) await until(() => b.cards.has(`a${i}`) || i % 7 === 0, 'on the way');
		}
		await until(() => a.cards.has('b39') && b.cards.has('a39') && sameContent(a.doc, b.doc), 'equal');
	});

	it('goes on when each of them compacts under the other', async () => {
		const [one, two_] = await two({ limits: { compactUpdates: 15 } });
		const id = await makeDocument(db, workspace);
		const [a, b] = [edit(one, id, 'ann'), edit(two_, id, 'bob')];
		await synced(a, b);
		let edits = 0;
		// However slow the machine is: until both snapshots were replaced under the other's editors.
		while (edits < 60 || (await revision(id)) < 3) {
			a.cards.set(`a${edits}`, edits);
			b.cards.set(`b${edits}`, edits);
			const last = edits++;
			if (last % 4 === 0)
				await until(() => b.cards.has(`a${last}`) && a.cards.has(`b${last}`), `edit ${last} on both sides`);
		}
		await until(() => sameContent(a.doc, b.doc) && a.cards.has(`b${edits - 1}`), 'equal');
		const c = edit(one, id, 'ann');
		const d = edit(two_, id, 'bob');
		await synced(c, d);
		expect(sameContent(c.doc, a.doc) && sameContent(d.doc, a.doc)).toBe(true);
	});

	it('an edit of more documents than a notification can name arrives', async () => {
		const [one, two_] = await two();
		const ids = await Promise.all(Array.from({ length: 130 }, () => makeDocument(db, workspace)));
		const watched = edit(two_, ids[77]!, 'bob');
		await synced(watched);
		await Promise.all(
			ids.map((documentId) =>
				one.collab.transact({ workspaceId: workspace, documentId }, 'ann', (doc) => doc.getMap('cards').set('many', 1))
			)
		);
		await until(() => watched.cards.has('many'), 'arrived');
	});

	/** Cursors of others that an editor shows, by name. */
	const shown = ({ provider, doc }: Editor): Record<string, unknown> =>
		Object.fromEntries(
			[...provider.awareness.getStates()]
				.filter(([client]) => client !== doc.clientID)
				.map(([, { user, cursor }]) => [(user as { name: string }).name, cursor] as const)
				.sort(([one], [other]) => (one < other ? -1 : 1))
		);
	const point = (editor: Editor, x: number): void => editor.provider.awareness.setLocalStateField('cursor', { x });
	const shows = (editor: Editor, cursors: Record<string, unknown>, what: string): Promise<void> =>
		until(() => JSON.stringify(shown(editor)) === JSON.stringify(cursors), what);

	it('cursors are shown in every process: those that were there before, moves, and who leaves', async () => {
		const [one, two_] = await two();
		const id = await makeDocument(db, workspace);
		const a = edit(one, id, 'ann');
		await synced(a);
		point(a, 1);
		const b = edit(two_, id, 'bob');
		await synced(b);
		await shows(b, { Ann: { x: 1 } }, 'who comes later sees who is there');
		point(b, 2);
		await shows(a, { Bob: { x: 2 } }, 'and is seen');
		point(a, 3);
		await shows(b, { Ann: { x: 3 } }, 'a move');
		const c = edit(two_, id, 'vera');
		await synced(c);
		await shows(c, { Ann: { x: 3 }, Bob: { x: 2 } }, 'a newcomer sees both processes');
		a.destroy();
		await shows(b, {}, 'who left is gone');
	});

	it('a process that ends takes its cursors along; who comes back at another is there once', async () => {
		const [one, two_] = await two();
		const id = await makeDocument(db, workspace);
		const [a, b] = [edit(one, id, 'ann'), edit(two_, id, 'bob')];
		await synced(a, b);
		point(a, 1);
		await shows(b, { Ann: { x: 1 } }, 'seen');
		servers.splice(servers.indexOf(one), 1);
		a.provider.disconnect();
		await one.close();
		await shows(b, {}, 'gone');
		const back = edit(two_, id, 'ann');
		await synced(back);
		point(back, 4);
		await shows(b, { Ann: { x: 4 } }, 'back');
	});

	it('each process knows who is in which document, each person once', async () => {
		const [one, two_] = await two();
		const id = await makeDocument(db, workspace);
		const [a, again, b] = [edit(one, id, 'ann'), edit(two_, id, 'ann'), edit(two_, id, 'bob')];
		await synced(a, again, b);
		const names = ({ collab }: CollabServer): string[] =>
			(collab.present(workspace).get(id) ?? []).map(({ name }) => name).sort();
		await until(() => [one, two_].every((server) => names(server).join() === 'Ann,Bob'), 'both know both');
		// One that starts now asks.
		const three = await startCollab(db, workspace);
		servers.push(three);
		await until(() => names(three).join() === 'Ann,Bob', 'a newcomer knows');
		b.provider.disconnect();
		await until(() => [one, two_, three].every((server) => names(server).join() === 'Ann'), 'Bob has left');
		expect(one.collab.present(newId()).size).toBe(0);
	});

	it('a deleted document sends its visitors away when somebody commits to it', async () => {
		const [one, two_] = await two();
		const id = await makeDocument(db, workspace);
		const [a, b] = [edit(one, id, 'ann'), edit(two_, id, 'bob')];
		await synced(a, b);
		await deleteDocument(db.db.system, workspace, id);
		a.cards.set('x', 1);
		await until(() => b.codes.length > 0, 'sent away');
		expect(b.codes[0]).toBe(closeCodes.notFound);
	});
});
