import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { schemaNumber } from '#domain/journey/index.ts';
import { othersPresent } from '#document/core/others-present.ts';
import { journeyKind, type JourneyTypes } from '#document/kinds/journey/index.ts';
import { seed } from '#document/kinds/journey/seed.ts';
import { connect, type Connection } from '#document/client/connect.ts';
import { createDocument } from '#server/documents/repo/documents.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../support/database.ts';
import { retail } from '../support/journey.ts';
import { openEditor, openRaw, until, type Editor, type RawSocket } from './support/client.ts';
import { makeWorkspace, startCollab, type CollabServer } from './support/server.ts';

/** How long the crowd moves. `CROWD_SECONDS=60` for the whole minute; the suite has less time. */
const SECONDS = Number(process.env.CROWD_SECONDS ?? 12);
/** Half of them our own client, half the stock one, which echoes whatever it hears of anybody. */
const EACH = 25;

interface Ours {
	readonly connection: Connection<JourneyTypes>;
	readonly doc: Y.Doc;
	/** Close codes so far. */
	readonly codes: number[];
	/** Presence messages received, and states in those that were sent. */
	received: number;
	readonly sent: number[];
}

/** States in a presence message; null for any other. */
function statesIn(message: Uint8Array): number | null {
	if (message[0] !== 1) return null;
	let at = 1;
	while (message[at]! & 0x80) at++;
	return message[at + 1]!;
}

// One database is enough: nothing here is about how it stores.
describe('a crowd', () => {
	let db: TestDb;
	let workspace: string;
	let server: CollabServer;
	const ours: Ours[] = [];
	const stock: Editor[] = [];
	const sockets: RawSocket[] = [];

	beforeAll(async () => {
		// Each stock client listens for the end of the process.
		process.setMaxListeners(100);
		db = await openTestDb(testDatabases()[0]!);
		workspace = await makeWorkspace(db);
		server = await startCollab(db, workspace);
	});
	afterEach(async () => {
		for (const { connection, doc } of ours.splice(0)) await connection.close().then(() => doc.destroy());
		for (const editor of stock.splice(0)) editor.destroy();
		for (const { ws } of sockets.splice(0)) ws.terminate();
	});
	afterAll(async () => {
		await server.close();
		await db.close();
	});

	async function journey(): Promise<string> {
		const id = newId();
		await db.db.system.transaction().execute((trx) =>
			createDocument(trx, {
				workspaceId: workspace,
				id,
				kind: 'journey',
				schemaVersion: schemaNumber(),
				update: seed(retail()),
				author: 'ann'
			})
		);
		return id;
	}

	function person(name: string): string {
		server.people.set(name, { name, canWrite: true });
		return name;
	}

	function sit(id: string, user: string): Ours {
		const doc = new Y.Doc();
		const seat: Ours = { doc, codes: [], received: 0, sent: [], connection: undefined as never };
		const Socket = class extends WebSocket {
			constructor(address: string | URL) {
				super(address, { headers: { 'x-user': user } });
				this.on('message', (data: Buffer) => (seat.received += data[0] === 1 ? 1 : 0));
				this.on('close', (code) => seat.codes.push(code));
			}
			override send(data: Uint8Array): void {
				const states = statesIn(data);
				if (states !== null) seat.sent.push(states);
				super.send(data);
			}
		};
		(seat as { connection: Connection<JourneyTypes> }).connection = connect({
			url: server.url,
			kind: journeyKind,
			id: id,
			doc,
			userId: user,
			keepCopy: false,
			WebSocket: Socket as unknown as typeof globalThis.WebSocket
		});
		ours.push(seat);
		return seat;
	}

	function sitStock(id: string, user: string): Editor {
		const editor = openEditor(server.url, id, user);
		stock.push(editor);
		return editor;
	}

	it(
		`of ${2 * EACH} people who all move stays connected for ${SECONDS} s, and everybody sees everybody`,
		async () => {
			const id = await journey();
			for (let i = 0; i < EACH; i++) {
				sit(id, person(`o${i}`));
				sitStock(id, person(`s${i}`));
			}
			await Promise.all(ours.map(({ connection }) => connection.loaded));
			await until(() => stock.every(({ provider }) => provider.synced), 'all are in', 30_000);

			let step = 0;
			const move = (): void => {
				step++;
				ours.forEach(({ connection }, i) => connection.show({ cursor: { x: step, y: i } }));
				stock.forEach(({ provider }, i) => provider.awareness.setLocalStateField('cursor', { x: step, y: i }));
			};
			const from = performance.now();
			const moving = setInterval(move, 100);
			await until(() => performance.now() - from > SECONDS * 1000, 'the time', SECONDS * 2000);
			clearInterval(moving);
			const passed = (performance.now() - from) / 1000;
			move();
			const newest = step;

			expect(ours.flatMap(({ codes }) => codes)).toEqual([]);
			expect(stock.flatMap(({ codes }) => codes)).toEqual([]);
			await until(
				() =>
					[
						...ours.map(({ connection }) => connection.awareness),
						...stock.map(({ provider }) => provider.awareness)
					].every((awareness) => {
						const others = othersPresent(journeyKind, awareness);
						return others.length === 2 * EACH - 1 && others.every(({ cursor }) => cursor?.x === newest);
					}),
				'everybody sees where everybody is',
				20_000
			);
			for (const { received, sent } of ours) {
				// Twenty a second at most, whatever the others do; and nothing goes out but one's own.
				expect(received).toBeLessThanOrEqual(20 * (passed + 2));
				expect(Math.max(...sent)).toBe(1);
			}
		},
		(SECONDS * 2 + 60) * 1000
	);

	it('a stock client with a large state, an echo of a full room, and many questions stays', async () => {
		const id = await journey();
		const [ann, bob] = [sitStock(id, 'ann'), sitStock(id, 'bob')];
		await until(() => ann.provider.synced && bob.provider.synced, 'in');
		ann.provider.awareness.setLocalState({
			cursor: { x: 1, y: 1 },
			selection: Array.from({ length: 5_000 }, (_, i) => `item ${i}`)
		});
		const seen = (): unknown => bob.provider.awareness.getStates().get(ann.doc.clientID);
		await until(() => seen() !== undefined, 'seen');
		expect(seen()).toEqual({ cursor: { x: 1, y: 1 }, user: { id: 'ann', name: 'Ann', color: '#ff0000' } });

		const echo = await openRaw(server.url, id, 'bob');
		sockets.push(echo);
		const inner = encoding.createEncoder();
		encoding.writeVarUint(inner, 500);
		for (let i = 0; i < 500; i++) {
			encoding.writeVarUint(inner, i === 0 ? ann.doc.clientID : 10_000 + i);
			encoding.writeVarUint(inner, 1);
			encoding.writeVarString(inner, JSON.stringify({ cursor: 'echo' }));
		}
		const outer = encoding.createEncoder();
		encoding.writeVarUint(outer, 1);
		encoding.writeVarUint8Array(outer, encoding.toUint8Array(inner));
		for (let i = 0; i < 50; i++) echo.ws.send(encoding.toUint8Array(outer));
		for (let i = 0; i < 50; i++) echo.send(3);
		bob.cards.set('after', 1);
		await until(() => ann.cards.has('after'), 'life goes on');
		expect(seen()).toMatchObject({ cursor: { x: 1, y: 1 } });
		expect([echo.code, ...ann.codes, ...bob.codes]).toEqual([null]);
		// Of all those states only a few were taken for the socket's own.
		expect(bob.provider.awareness.getStates().size).toBeLessThanOrEqual(6);
	});

	it('who moves faster than anybody can is slowed, not thrown off, and ends where the pointer ended', async () => {
		const id = await journey();
		const [ann, bob] = [sitStock(id, 'ann'), sitStock(id, 'bob')];
		await until(() => ann.provider.synced && bob.provider.synced, 'in');
		for (let x = 1; x <= 4_000; x++) ann.provider.awareness.setLocalStateField('cursor', { x, y: 0 });
		await until(
			() => bob.provider.awareness.getStates().get(ann.doc.clientID)?.cursor?.x === 4_000,
			'the last place',
			30_000
		);
		expect([...ann.codes, ...bob.codes]).toEqual([]);
	});

	it('who lost the connection is seen again at once when it is back, without moving', async () => {
		const id = await journey();
		const bob = sitStock(id, 'bob');
		const [stockAnn, ourAnn] = [sitStock(id, 'ann'), sit(id, person('own'))];
		await until(() => stockAnn.provider.synced && bob.provider.synced, 'in');
		await ourAnn.connection.loaded;
		stockAnn.provider.awareness.setLocalStateField('cursor', { x: 1, y: 1 });
		ourAnn.connection.show({ cursor: { x: 2, y: 2 } });
		const here = (): number[] =>
			othersPresent(journeyKind, bob.provider.awareness)
				.map(({ cursor }) => cursor?.x ?? 0)
				.sort();
		await until(() => here().join() === '1,2', 'both are seen');
		(stockAnn.provider.ws as unknown as WebSocket).terminate();
		await until(() => here().join() === '2', 'gone');
		await until(() => here().join() === '1,2', 'back');
	});

	it('a colleague’s cursor and selection go with the colleague', async () => {
		const id = await journey();
		const bob = sitStock(id, 'bob');
		const ann = sit(id, 'ann');
		await ann.connection.loaded;
		ann.connection.show({ cursor: { x: 1, y: 1 }, selection: [newId()] });
		await until(
			() => othersPresent(journeyKind, bob.provider.awareness).some(({ selection }) => selection.length === 1),
			'seen'
		);
		await ann.connection.close();
		await until(() => othersPresent(journeyKind, bob.provider.awareness).length === 0, 'gone');
	});
});
