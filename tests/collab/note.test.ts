import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { closeCodes } from '#document/core/close-codes.ts';
import { emptyDocument } from '#document/core/about.ts';
import { personOrigin } from '#document/core/transaction-origins.ts';
import { othersPresent } from '#document/core/others-present.ts';
import { readStored } from '#document/core/read-stored.ts';
import { connect, type Connection } from '#document/client/connect.ts';
import { journeyKind } from '#document/kinds/journey/index.ts';
import { onlyMaps } from '#server/collab/bytes/roots.ts';
import { pack } from '#server/documents/pack.ts';
import { createDocument, readDocument } from '#server/documents/repo/documents.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../support/database.ts';
import { noteKind, type NoteTypes } from '../support/note-kind.ts';
import { openRaw, until } from './support/client.ts';
import { makeWorkspace, startCollab, type CollabServer } from './support/server.ts';

interface Seat {
	readonly doc: Y.Doc;
	readonly connection: Connection<NoteTypes>;
	readonly codes: number[];
	readonly text: () => string;
	readonly write: (text: string) => void;
}

/** Everything that carries documents, with a kind that none of it knows. */
describe.each(testDatabases())('a document of another kind ($name)', (engine) => {
	let db: TestDb;
	let workspace: string;
	let server: CollabServer;
	const seats: Seat[] = [];

	const start = (limits = {}): Promise<CollabServer> =>
		startCollab(db, workspace, {
			kinds: [{ name: noteKind.name, roots: onlyMaps(Object.keys(noteKind.roots)) }],
			kindsModule: new URL('../support/note-kind.ts', import.meta.url),
			limits
		});

	function sit(id: string, user: string): Seat {
		const doc = emptyDocument();
		const codes: number[] = [];
		const connection = connect({
			url: server.url,
			kind: noteKind,
			id,
			doc,
			userId: user,
			isOnline: () => true,
			WebSocket: class extends WebSocket {
				constructor(address: string | URL) {
					super(address, { headers: { 'x-user': user } });
					this.on('close', (code) => codes.push(code));
				}
			} as unknown as typeof globalThis.WebSocket
		});
		const seat: Seat = {
			doc,
			connection,
			codes,
			text: () => noteKind.read(doc).text,
			write: (text) => noteKind.apply(doc, [{ text }], personOrigin(user))
		};
		seats.push(seat);
		return seat;
	}

	async function make(): Promise<string> {
		const id = newId();
		await db.db.system.transaction().execute((trx) =>
			createDocument(trx, {
				workspaceId: workspace,
				id,
				kind: noteKind.name,
				schemaVersion: 1,
				update: noteKind.seed({ text: 'call them' }),
				author: 'ann'
			})
		);
		return id;
	}
	const stored = async (id: string) => readStored(noteKind, (await readDocument(db.db.system, workspace, id))!.update);
	const saved = (seat: Seat) => until(() => seat.connection.state.status === 'saved', 'saved');

	beforeAll(async () => {
		db = await openTestDb(engine);
		workspace = await makeWorkspace(db);
		server = await start({ idle: 1, compactUpdatesWhenIdle: 0 });
	});
	afterEach(async () => {
		for (const { connection } of seats.splice(0)) await connection.close();
	});
	afterAll(async () => {
		await server.close();
		await db.close();
	});

	it('is edited by two at once, journalled, compacted and loaded again', async () => {
		const id = await make();
		const [ann, bob] = [sit(id, 'ann'), sit(id, 'bob')];
		await saved(ann);
		await saved(bob);
		ann.connection.show({ line: 3 });
		await until(() => othersPresent(noteKind, bob.connection.awareness)[0]?.line === 3, 'bob sees where ann is');
		expect(othersPresent(noteKind, bob.connection.awareness)[0]).toMatchObject({ user: { name: 'Ann' } });
		ann.write('Ann: call them');
		bob.write('call them – bob');
		await until(() => [ann, bob].every(({ text }) => text() === 'Ann: call them – bob'), 'both edits are seen');
		await ann.connection.saved();
		await bob.connection.saved();
		expect(await stored(id)).toEqual({ text: 'Ann: call them – bob' });
		for (const { connection } of seats.splice(0)) await connection.close();
		await until(async () => {
			const { rows } = await db.db.query('select revision from document where id = $1', [id]);
			return (rows[0] as { revision: number }).revision > 0;
		}, 'compacted');
		const again = sit(id, 'bob');
		await saved(again);
		expect(again.text()).toBe('Ann: call them – bob');
	});

	it('takes nothing into it that does not belong there', async () => {
		const id = await make();
		const ann = sit(id, 'ann');
		await saved(ann);
		ann.doc.getMap('scenes').set('a', 1);
		await until(() => ann.codes.includes(closeCodes.serverOnly), 'refused');
		expect(await stored(id)).toEqual({ text: 'call them' });
	});

	it('is not opened under the name of another kind, nor of one that nobody serves', async () => {
		const id = await make();
		for (const kind of ['journey', 'poem']) {
			const raw = await openRaw(server.url, id, 'ann', kind);
			await until(() => raw.code !== null, 'closed');
			expect(raw.code, kind).toBe(closeCodes.notFound);
		}
	});

	it('has edits that were set aside read in its own words, by the worker', async () => {
		const id = await make();
		const doc = new Y.Doc();
		Y.applyUpdate(doc, (await readDocument(db.db.system, workspace, id))!.update);
		const before = Y.encodeStateVector(doc);
		noteKind.apply(doc, [{ text: 'call them soon' }], personOrigin('bob'));
		const rows = [pack([{ update: Y.encodeStateAsUpdate(doc, before), author: 'bob' }])];
		const key = { workspaceId: workspace, documentId: id };
		expect(await server.collab.readSetAside(noteKind, key, rows)).toEqual([
			{ whole: true, changes: [{ here: 'call them soon', there: 'call them' }] }
		]);
		expect(await server.collab.readSetAside(journeyKind, key, rows)).toEqual([null]);
	});
});
