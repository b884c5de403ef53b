import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { closeCodes } from '#document/core/close-codes.ts';
import { onlyMaps } from '#server/collab/bytes/roots.ts';
import { openTestDb, testDatabases, type TestDb } from '../support/database.ts';
import { openEditor, openRaw, synced, until, type Editor, type RawSocket } from './support/client.ts';
import { makeDocument, makeWorkspace, startCollab, type CollabServer, type ServerOptions } from './support/server.ts';

const update = (bytes: Uint8Array): Uint8Array => {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, 0);
	encoding.writeVarUint(encoder, 2);
	encoding.writeVarUint8Array(encoder, bytes);
	return encoding.toUint8Array(encoder);
};

const presence = (client: number, clock: number, state: unknown): Uint8Array => {
	const inner = encoding.createEncoder();
	encoding.writeVarUint(inner, 1);
	encoding.writeVarUint(inner, client);
	encoding.writeVarUint(inner, clock);
	encoding.writeVarString(inner, JSON.stringify(state));
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, 1);
	encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
	return encoding.toUint8Array(encoder);
};

const docWith = (client: number, fill: (doc: Y.Doc) => void): Y.Doc => {
	const doc = new Y.Doc();
	doc.clientID = client;
	fill(doc);
	return doc;
};

describe.each(testDatabases())('clients that mean harm ($name)', (engine) => {
	let db: TestDb;
	let workspace: string;
	let server: CollabServer;
	let id: string;
	const editors: Editor[] = [];
	const sockets: RawSocket[] = [];
	const edit = (user: string): Editor => {
		const editor = openEditor(server.url, id, user);
		editors.push(editor);
		return editor;
	};
	const raw = async (
		user = 'bob',
		kind = 'journey',
		name = id,
		headers: Record<string, string> = {}
	): Promise<RawSocket> => {
		const socket = await openRaw(server.url, name, user, kind, headers);
		sockets.push(socket);
		return socket;
	};
	const start = async (options?: ServerOptions): Promise<void> => {
		server = await startCollab(db, workspace, options);
		id = await makeDocument(db, workspace);
	};

	beforeAll(async () => {
		db = await openTestDb(engine);
		workspace = await makeWorkspace(db);
	});
	afterEach(async () => {
		for (const socket of sockets.splice(0)) socket.ws.terminate();
		for (const editor of editors.splice(0)) editor.destroy();
		await server.close();
	});
	afterAll(() => db.close());

	it('a malformed message closes that client alone', async () => {
		await start();
		const honest = edit('ann');
		await synced(honest);
		const bad = [
			[],
			[0],
			[0, 0],
			[0, 1],
			[0, 2],
			[1],
			[2],
			[9],
			[0x80],
			[0x80, 0x80, 0x80, 0x80],
			[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
			[0, 2, 0xff, 0xff, 0xff, 0xff, 0x0f],
			[0, 2, 5, 1, 2],
			[0, 2, 3, 0xff, 0xff, 0x7f],
			[0, 9, 1, 0],
			[0, 2, 6, 1, 0xff, 0xff, 0xff, 0xff, 0x0f],
			[0, 2, 5, 0xff, 0xff, 0xff, 0xff, 0x0f],
			[0, 0, 2, 0xff, 0xff],
			[1, 3, 1, 1, 0xff],
			[1, 6, 1, 5, 1, 3, 0x7b, 0x7b],
			[1, 7, 1, 5, 1, 3, 49, 50, 51]
		];
		for (const bytes of bad) {
			const attacker = await raw();
			attacker.send(...bytes);
			await until(() => attacker.code !== null, `closed after ${bytes.join(' ')}`);
			expect(attacker.code, bytes.join(' ')).toBe(closeCodes.malformed);
		}
		const text = await raw();
		text.ws.send('hello');
		await until(() => text.code !== null, 'closed after text');
		honest.cards.set('still', 'here');
		await until(() => honest.durable() === 2, 'the honest one goes on');
		expect(honest.codes).toEqual([]);
	});

	it('too large a frame closes that client alone', async () => {
		await start({ limits: { frame: 100_000 } });
		const attacker = await raw();
		attacker.ws.send(Buffer.alloc(200_000));
		await until(() => attacker.code !== null, 'closed');
		expect(attacker.code).toBe(closeCodes.tooBig);
	});

	it("an update under somebody else's client id is refused", async () => {
		await start();
		const ann = edit('ann');
		await synced(ann);
		ann.cards.set('mine', 1);
		await until(() => ann.durable() === 2, 'stored');
		const attacker = await raw('bob');
		const copy = docWith(1, (doc) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(ann.doc)));
		const before = Y.encodeStateVector(copy);
		copy.clientID = ann.doc.clientID;
		copy.getMap('cards').set('mine', 'forged');
		attacker.ws.send(update(Y.encodeStateAsUpdate(copy, before)));
		await until(() => attacker.code !== null, 'closed');
		expect(attacker.code).toBe(closeCodes.forged);
		ann.cards.set('next', 2);
		await until(() => ann.durable() === 3, 'goes on');
		expect(ann.cards.get('mine')).toBe(1);
	});

	it('ownership of a client id outlives compaction and a restart', async () => {
		await start({ limits: { idle: 1, compactUpdatesWhenIdle: 0 } });
		const ann = edit('ann');
		await synced(ann);
		ann.cards.set('mine', 1);
		await until(() => ann.durable() === 2, 'stored');
		const copy = docWith(1, (doc) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(ann.doc)));
		const client = ann.doc.clientID;
		ann.destroy();
		await until(
			async () => (await db.db.query('select revision from document where id = $1', [id])).rows[0].revision > 0,
			'compacted'
		);
		copy.clientID = client;
		const before = Y.encodeStateVector(copy);
		copy.getMap('cards').set('mine', 'forged');
		const attacker = await raw('bob');
		attacker.ws.send(update(Y.encodeStateAsUpdate(copy, before)));
		await until(() => attacker.code !== null, 'closed');
		expect(attacker.code).toBe(closeCodes.forged);
	});

	it('an edit of what only the server may write ends that editor alone, and is in nobody’s map', async () => {
		await start({ roots: onlyMaps(['cards']), limits: { idle: 1, compactUpdatesWhenIdle: 0 } });
		id = await makeDocument(db, workspace, (doc) => {
			doc.getMap('document').set('schema', { scene: 1 });
			doc.getMap('document').set('epoch', 1);
		});
		const ann = edit('ann');
		await synced(ann);
		const attacks: ((doc: Y.Doc) => void)[] = [
			(doc) => doc.getMap('document').set('schema', { sequence: 999 }),
			(doc) => doc.getMap('document').delete('epoch'),
			(doc) => doc.getMap('document').clear(),
			(doc) => doc.getMap('mine').set('a', 1),
			(doc) => doc.getText('document-2').insert(0, 'x')
		];
		for (const attack of attacks) {
			const bob = edit('bob');
			await synced(bob);
			bob.doc.transact(() => attack(bob.doc));
			await until(() => bob.codes.length > 0, 'closed');
			expect(bob.codes).toEqual([closeCodes.serverOnly]);
			expect(bob.provider.shouldConnect).toBe(false);
		}
		ann.cards.set('still', 'here');
		await until(() => ann.durable() === 2, 'ann goes on');
		const about = (doc: Y.Doc): unknown => doc.getMap('document').toJSON();
		expect(about(ann.doc)).toEqual({ schema: { scene: 1 }, epoch: 1 });
		// The server may, and is followed; then nobody else may touch what it wrote.
		const key = { workspaceId: workspace, documentId: id };
		await server.collab.transact(key, 'system', (doc) => doc.getMap('document').set('schema', { scene: 2 }));
		await until(() => JSON.stringify(about(ann.doc)) === '{"schema":{"scene":2},"epoch":1}', 'ann sees it');
		ann.destroy();
		await until(
			async () => (await db.db.query('select revision from document where id = $1', [id])).rows[0].revision > 0,
			'compacted'
		);
		const late = edit('bob');
		await synced(late);
		expect([about(late.doc), late.cards.get('still')]).toEqual([{ schema: { scene: 2 }, epoch: 1 }, 'here']);
		late.doc.getMap('document').set('schema', { scene: 1 });
		await until(() => late.codes.length > 0, 'closed');
		expect(late.codes).toEqual([closeCodes.serverOnly]);
	});

	it('updates whose predecessors never come are not taken; the client is asked for them', async () => {
		await start();
		const ann = edit('ann');
		await synced(ann);
		const list: Uint8Array[] = [];
		const doc = docWith(4711, (made) => made.on('update', (bytes: Uint8Array) => list.push(bytes)));
		for (let i = 0; i < 20; i++) doc.getText('t').insert(i, 'z');
		const attacker = await raw();
		const asked = (): number => attacker.messages.filter((message) => message[0] === 0 && message[1] === 0).length;
		await until(() => asked() === 1, 'greeted');
		for (const bytes of list.slice(1)) attacker.ws.send(update(bytes));
		const late = edit('bob');
		await synced(late);
		expect(Y.encodeStateAsUpdate(late.doc).length).toBeLessThan(200);
		expect(late.doc.store.pendingStructs).toBeNull();
		const confirmed = attacker.messages.filter((message) => message[0] === 100);
		expect(confirmed).toEqual([]);
	});

	it('presence carries the name of the session, and nobody speaks for others', async () => {
		await start();
		const ann = edit('ann');
		const bob = edit('bob');
		ann.provider.awareness.setLocalState({
			user: { name: 'The Director', color: '#00ff00', role: 'owner' },
			cursor: 1
		});
		await synced(ann, bob);
		const seen = (): Record<string, unknown> | undefined => bob.provider.awareness.getStates().get(ann.doc.clientID);
		await until(() => seen() !== undefined, 'bob sees ann');
		expect(seen()).toEqual({ user: { id: 'ann', name: 'Ann', color: '#ff0000' }, cursor: 1 });
		const attacker = await raw('bob');
		attacker.ws.send(presence(ann.doc.clientID, 1_000, { cursor: 'stolen' }));
		attacker.ws.send(presence(99, 1, { cursor: 'own' }));
		await until(() => bob.provider.awareness.getStates().has(99), 'the own state is shown');
		expect(seen()).toHaveProperty('cursor', 1);
		attacker.ws.close();
		await until(() => !bob.provider.awareness.getStates().has(99), 'gone with the socket');
	});

	it('a message with very many cursors is refused', async () => {
		await start();
		const inner = encoding.createEncoder();
		encoding.writeVarUint(inner, 20_000);
		for (let i = 0; i < 20_000; i++) {
			encoding.writeVarUint(inner, 10_000 + i);
			encoding.writeVarUint(inner, 1);
			encoding.writeVarString(inner, '{}');
		}
		const outer = encoding.createEncoder();
		encoding.writeVarUint(outer, 1);
		encoding.writeVarUint8Array(outer, encoding.toUint8Array(inner));
		const attacker = await raw();
		attacker.ws.send(encoding.toUint8Array(outer));
		await until(() => attacker.code !== null, 'closed');
		expect(attacker.code).toBe(closeCodes.malformed);
	});

	it('who is too fast or opens too much is sent away', async () => {
		await start({ limits: { messageBurst: 50, messagesPerSecond: 1, socketsPerUser: 3 } });
		const fast = await raw('bob');
		for (let i = 0; i < 60; i++) fast.send(3);
		await until(() => fast.code !== null, 'closed');
		expect(fast.code).toBe(closeCodes.tooMany);
		const many = await Promise.all([1, 2, 3].map(() => raw('ann')));
		const fourth = await raw('ann');
		await until(() => fourth.code !== null, 'closed');
		expect(fourth.code).toBe(closeCodes.tooMany);
		expect(many.map(({ code }) => code)).toEqual([null, null, null]);
	});

	it('a reader who stops reading costs little, and is brought up to date when it reads again', async () => {
		await start({ limits: { lagBytes: 100_000, bytesPerSecond: 1e9, byteBurst: 1e9, compactBytes: 1e9 } });
		const ann = edit('ann');
		const slow = edit('bob');
		await synced(ann, slow);
		const socket = (slow.provider.ws as unknown as { pause(): void; resume(): void })!;
		socket.pause();
		for (let i = 0; i < 200; i++) {
			ann.cards.set(`paste ${i % 10}`, `${i} ${'x'.repeat(100_000)}`);
			if (i % 10 === 9) await until(() => ann.durable() >= i, 'taken');
		}
		ann.cards.set('end', 1);
		await until(() => ann.durable() === 202, 'all stored');
		socket.resume();
		await until(
			() => slow.cards.has('end') && String(slow.cards.get('paste 9')).startsWith('199'),
			'caught up',
			20_000
		);
		expect(slow.codes).toEqual([]);
	});

	it('a reader who never reads again is cut off', async () => {
		await start({ limits: { lagBytes: 50_000, lagTime: 200, bytesPerSecond: 1e9, byteBurst: 1e9, compactBytes: 1e9 } });
		const ann = edit('ann');
		await synced(ann);
		const slow = await raw('bob');
		slow.send(0, 0, 1, 0);
		await until(() => slow.messages.some((message) => message[0] === 0 && message[1] === 1), 'has the document');
		slow.ws.pause();
		for (let i = 0; i < 150; i++) ann.cards.set('paste', `${i} ${'x'.repeat(100_000)}`);
		await until(() => server.collab.stats().sockets === 1, 'cut off', 20_000);
	});

	it('foreign pages, unknown addresses and scratch are refused', async () => {
		await start({ isOwn: (request) => request.headers.origin === 'http://own' });
		await expect(raw('ann', 'journey', id, { origin: 'http://foreign' })).rejects.toThrow('403');
		await expect(raw('ann', 'journey', id, { origin: 'null' })).rejects.toThrow('403');
		for (const [kind, name] of [
			['journey', '__proto__'],
			['journey', '..%2f..'],
			['Journey', id],
			['journey', 'x'.repeat(10_000)],
			['scratch', 'a']
		] as const) {
			await expect(raw('ann', kind, name, { origin: 'http://own' }), `${kind}/${name.slice(0, 20)}`).rejects.toThrow(
				'404'
			);
		}
		const stranger = await raw('nobody', 'journey', id, { origin: 'http://own' });
		await until(() => stranger.code !== null, 'closed');
		expect([stranger.code, stranger.messages]).toEqual([closeCodes.unauthenticated, []]);
		const nowhere = await raw('ann', 'journey', workspace, { origin: 'http://own' });
		await until(() => nowhere.code !== null, 'closed');
		expect([nowhere.code, nowhere.messages]).toEqual([closeCodes.notFound, []]);
	});

	it('scratch documents take anything, and production does not take them', async () => {
		await start({ scratch: true });
		const a = openEditor(server.url, 'any name', 'nobody', { kind: 'scratch' });
		const b = openEditor(server.url, 'any name', 'nobody', { kind: 'scratch' });
		editors.push(a, b);
		await synced(a, b);
		a.cards.set('x', 1);
		await until(() => b.cards.has('x'), 'shared');
		const before = process.env.NODE_ENV;
		process.env.NODE_ENV = 'production';
		try {
			await expect(startCollab(db, workspace, { scratch: true })).rejects.toThrow('production');
		} finally {
			process.env.NODE_ENV = before;
		}
	});

	it('random bytes and random changes to honest messages harm nobody', async () => {
		await start();
		const honest = edit('ann');
		await synced(honest);
		const model = docWith(5, (doc) => doc.getMap('cards').set('a', { b: [1, 'x', null, { c: true }] }));
		const good = update(Y.encodeStateAsUpdate(model));
		let seed = 7;
		const random = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) % below;
		for (let i = 0; i < 300; i++) {
			const attacker = await raw();
			const bytes = i % 2 ? Uint8Array.from(good) : Uint8Array.from({ length: random(60) }, () => random(256));
			if (i % 2) for (let k = 0; k <= random(3); k++) bytes[random(bytes.length)] = random(256);
			attacker.ws.send(bytes);
			attacker.ws.close();
		}
		honest.cards.set('still', 'here');
		await until(() => honest.durable() === 2, 'goes on');
		const late = edit('ann');
		await synced(late);
		expect(late.cards.get('still')).toBe('here');
	});
});
