import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { type CommandName, journeySchema, schemaNumber } from '#domain/journey/index.ts';
import { closeCodes } from '#document/core/close-codes.ts';
import { personOrigin } from '#document/core/transaction-origins.ts';
import { othersPresent } from '#document/core/others-present.ts';
import { readStored } from '#document/core/read-stored.ts';
import { apply } from '#document/kinds/journey/apply.ts';
import { journeyKind, type JourneyTypes } from '#document/kinds/journey/index.ts';
import { readJourney } from '#document/kinds/journey/read.ts';
import { seed } from '#document/kinds/journey/seed.ts';
import { connect, type Connection, guardUnload } from '#document/client/connect.ts';
import { createDocument, readDocument } from '#server/documents/repo/documents.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../support/database.ts';
import { retail, run } from '../support/journey.ts';
import { until } from './support/client.ts';
import { makeWorkspace, startCollab, type CollabServer } from './support/server.ts';

interface Seat {
	readonly doc: Y.Doc;
	readonly connection: Connection<JourneyTypes>;
	readonly edit: (name: CommandName, input: unknown) => void;
	/** Every state so far, as words. */
	readonly states: string[];
	/** Without network every new socket leads nowhere; `cut` ends the present one as a broken cable would. */
	online: boolean;
	cut: () => void;
}

describe.each(testDatabases())('the client of a board ($name)', (engine) => {
	let db: TestDb;
	let workspace: string;
	let server: CollabServer;
	const seats: Seat[] = [];

	function sit(id: string, user = 'ann'): Seat {
		const doc = new Y.Doc();
		const seat = { doc, states: [] as string[], online: true } as unknown as { -readonly [K in keyof Seat]: Seat[K] };
		seat.connection = connect({
			url: server.url,
			kind: journeyKind,
			id: id,
			doc,
			userId: user,
			isOnline: () => seat.online,
			WebSocket: class extends WebSocket {
				constructor(address: string | URL) {
					super(seat.online ? address : 'ws://127.0.0.1:9/nowhere', { headers: { 'x-user': user } });
					seat.cut = () => this.terminate();
				}
			} as unknown as typeof globalThis.WebSocket
		});
		seat.connection.subscribe(({ status, pending }) => seat.states.push(pending > 0 ? `${status} ${pending}` : status));
		seat.edit = (name, input) => apply(doc, run(readJourney(doc), name, input, newId).changes, personOrigin(user));
		seats.push(seat);
		return seat;
	}

	async function journey(schemaVersion = schemaNumber()): Promise<string> {
		const id = newId();
		await db.db.system.transaction().execute((trx) =>
			createDocument(trx, {
				workspaceId: workspace,
				id,
				kind: 'journey',
				schemaVersion,
				update: seed(retail()),
				author: 'ann'
			})
		);
		return id;
	}
	const stored = async (id: string) =>
		readStored(journeyKind, (await readDocument(db.db.system, workspace, id))!.update);
	const is = (seat: Seat, status: string) =>
		until(() => seat.connection.state.status === status, `the state is ${status}`);

	beforeAll(async () => {
		db = await openTestDb(engine);
		workspace = await makeWorkspace(db);
		server = await startCollab(db, workspace);
	});
	afterEach(async () => {
		for (const seat of seats.splice(0)) await seat.connection.close();
	});
	afterAll(async () => {
		await server.close();
		await db.close();
	});

	it('says that an edit was refused which only the server may make, and never sends it again', async () => {
		const id = await journey();
		const [ann, bob] = [sit(id), sit(id, 'bob')];
		await is(ann, 'saved');
		await is(bob, 'saved');
		bob.doc.getMap('document').set('schema', { sequence: 999 });
		await is(bob, 'reload-needed');
		expect(bob.connection.state).toMatchObject({ reason: 'edit-refused', pending: 1 });
		ann.edit('addScene', { title: 'After' });
		await is(ann, 'saved');
		expect(readStored(journeyKind, seed(await stored(id))).meta.schema).toEqual(journeySchema.current);
		expect((await stored(id)).scenes.at(-1)!.title).toBe('After');
	});

	it('says "saved" only when the edit is in the database', async () => {
		const id = await journey();
		const ann = sit(id);
		expect(ann.connection.state.status).toBe('connecting');
		await ann.connection.loaded;
		await is(ann, 'saved');
		ann.edit('addScene', { title: 'Durable' });
		ann.edit('editScene', { id: readJourney(ann.doc).scenes[0]!.id, fields: { title: 'Twice' } });
		expect(ann.connection.state).toMatchObject({ status: 'saving', pending: 2 });
		await ann.connection.saved();
		expect((await stored(id)).scenes.map((s) => s.title)).toContain('Durable');
		expect(ann.connection.state).toEqual({ status: 'saved', pending: 0 });
	});

	it('brings two boards together, with the names the server gives', async () => {
		const id = await journey();
		const [ann, bob] = [sit(id, 'ann'), sit(id, 'bob')];
		await Promise.all([is(ann, 'saved'), is(bob, 'saved')]);
		ann.connection.show({ cursor: { x: 10, y: 20 }, editing: { id: newId(), field: 'title' } });
		ann.connection.show({ selection: [newId()] });
		await until(
			() => othersPresent(journeyKind, bob.connection.awareness).some((o) => o.cursor?.x === 10),
			"Ann's cursor"
		);
		expect(othersPresent(journeyKind, bob.connection.awareness)[0]).toMatchObject({
			user: { id: 'ann', name: 'Ann' },
			selection: [expect.any(String)],
			editing: { field: 'title' }
		});
		ann.edit('addScene', { title: 'From Ann' });
		await until(() => readJourney(bob.doc).scenes.some((s) => s.title === 'From Ann'), 'the scene arrives');
		expect(readJourney(bob.doc)).toEqual(readJourney(ann.doc));
		expect(bob.connection.state.pending).toBe(0);
	});

	it('keeps edits through a lost connection, merges them later, and asks before the tab is closed', async () => {
		const id = await journey();
		const [ann, bob] = [sit(id, 'ann'), sit(id, 'bob')];
		await Promise.all([is(ann, 'saved'), is(bob, 'saved')]);
		const target = new EventTarget();
		const stop = guardUnload(ann.connection, target as unknown as Window);
		const mayLeave = (): boolean => target.dispatchEvent(new Event('beforeunload', { cancelable: true }));
		expect(mayLeave()).toBe(true);

		ann.online = false;
		ann.cut();
		await is(ann, 'offline');
		ann.edit('addScene', { title: 'Made offline' });
		ann.edit('addScene', { title: 'Also' });
		expect(ann.connection.state).toMatchObject({ status: 'offline', pending: 2 });
		expect(mayLeave()).toBe(false);
		const another = sit(id, 'ann');
		const waiting = expect(another.connection.saved()).rejects.toThrow('closed');
		await another.connection.close();
		await waiting;
		bob.edit('addScene', { title: 'Meanwhile' });
		await bob.connection.saved();

		ann.online = true;
		await ann.connection.saved();
		expect(mayLeave()).toBe(true);
		stop();
		const titles = (await stored(id)).scenes.map((s) => s.title);
		expect(titles).toEqual(expect.arrayContaining(['Made offline', 'Also', 'Meanwhile']));
		await until(() => readJourney(bob.doc).scenes.length === 8, 'the other board has all three');
		expect(readJourney(ann.doc)).toEqual(readJourney(bob.doc));
	});

	it('says "reconnecting" at a short break, and follows rights that change', async () => {
		const id = await journey();
		const ann = sit(id);
		await is(ann, 'saved');
		ann.cut();
		await is(ann, 'reconnecting');
		await is(ann, 'saved');
		server.people.set('ann', { name: 'Ann', canWrite: false });
		await server.collab.revoke({ userId: 'ann' });
		await is(ann, 'read-only');
		server.people.set('ann', { name: 'Ann', canWrite: true });
		await server.collab.revoke({ userId: 'ann' });
		await is(ann, 'saved');
		ann.edit('addScene', { title: 'Allowed again' });
		await ann.connection.saved();
		expect((await stored(id)).scenes.map((s) => s.title)).toContain('Allowed again');
	});

	it('shows that a viewer only looks, and writes nothing of theirs', async () => {
		const id = await journey();
		const vera = sit(id, 'vera');
		await is(vera, 'read-only');
		expect(readJourney(vera.doc).scenes).toHaveLength(5);
		vera.edit('addScene', { title: 'Refused' });
		const ann = sit(id, 'ann');
		await is(ann, 'saved');
		ann.edit('addScene', { title: 'Taken' });
		await until(() => readJourney(vera.doc).scenes.some((s) => s.title === 'Taken'), 'the viewer sees it');
		expect((await stored(id)).scenes.map((s) => s.title)).not.toContain('Refused');
	});

	it.each([
		['an unknown document', 'ann', () => newId(), { status: 'stopped', reason: 'not-found' }],
		['somebody without a session', 'stranger', () => journey(), { status: 'stopped', reason: 'signed-out' }],
		[
			'a document of a newer schema',
			'ann',
			() => journey(schemaNumber() + 1),
			{ status: 'reload-needed', reason: 'editor-too-old' }
		]
	])('stops for good at %s', async (_what, user, make, expected) => {
		const seat = sit(await make(), user);
		await until(() => seat.connection.state.status === expected.status, JSON.stringify(expected));
		expect(seat.connection.state).toMatchObject(expected);
		await expect(seat.connection.saved()).rejects.toThrow(expected.reason);
	});

	it('asks for a reload when the content is of a newer schema than the server believes', async () => {
		const id = newId();
		const doc = new Y.Doc();
		Y.applyUpdate(doc, seed(retail()));
		doc.getMap('document').set('schema', { ...journeySchema.current, scene: 99 });
		await db.db.system.transaction().execute((trx) =>
			createDocument(trx, {
				workspaceId: workspace,
				id,
				kind: 'journey',
				schemaVersion: schemaNumber(),
				update: Y.encodeStateAsUpdate(doc),
				author: 'ann'
			})
		);
		const ann = sit(id);
		await is(ann, 'reload-needed');
		expect(ann.connection.state).toMatchObject({ reason: 'editor-too-old' });
	});

	it('comes back as the copy that the server said it has, and is not merged into another', async () => {
		const id = await journey();
		await db.db.query('update document set epoch = 7 where id = $1', [id]);
		const ann = sit(id);
		await is(ann, 'saved');
		ann.cut();
		await is(ann, 'reconnecting');
		await is(ann, 'saved');

		ann.online = false;
		ann.cut();
		await is(ann, 'offline');
		ann.edit('addScene', { title: 'Newer than the backup' });
		// A restore, while nobody has it open.
		await until(() => server.collab.stats().rooms === 0, 'unloaded');
		await db.db.query('update document set epoch = 8 where id = $1', [id]);
		ann.online = true;
		await is(ann, 'reload-needed');
		expect(ann.connection.state).toMatchObject({ reason: 'replaced' });
		expect((await stored(id)).scenes.map((s) => s.title)).not.toContain('Newer than the backup');
		const again = sit(id);
		await is(again, 'saved');
		expect(readJourney(again.doc).scenes).toHaveLength(5);
	});

	it('must reload when the document was replaced, and its edits are not merged', async () => {
		const id = await journey();
		const ann = sit(id);
		await is(ann, 'saved');
		server.collab.replaced({ workspaceId: workspace, documentId: id });
		await is(ann, 'reload-needed');
		expect(ann.connection.state).toMatchObject({ reason: 'replaced' });
		expect(closeCodes.replaced).toBe(4409);
	});
});
