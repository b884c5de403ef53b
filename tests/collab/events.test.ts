import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { messageTypes } from '#document/core/close-codes.ts';
import type { Grant, Refusal, Tell } from '#server/collab/ports.ts';
import { openTestDb, testDatabases, type TestDb } from '../support/database.ts';
import { openRaw, until, type RawSocket } from './support/client.ts';
import { makeDocument, makeWorkspace, startCollab, type CollabServer } from './support/server.ts';

/** Events that a socket was told, in order. */
const eventsOf = ({ messages }: RawSocket): [string, unknown][] =>
	messages.flatMap((message) => {
		const decoder = decoding.createDecoder(message);
		if (decoding.readVarUint(decoder) !== messageTypes.event) return [];
		return [[decoding.readVarString(decoder), JSON.parse(decoding.readVarString(decoder))]];
	});

/** What a client says around a document. */
function said(name: string, json: string): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, messageTypes.said);
	encoding.writeVarString(encoder, name);
	encoding.writeVarString(encoder, json);
	return encoding.toUint8Array(encoder);
}

describe.each(testDatabases())('what boards are told on their sockets ($name)', (engine) => {
	let db: TestDb;
	let workspace: string;
	let server: CollabServer;
	let id: string;
	/** One entry for each who may follow and is there. */
	let here: { grant: Grant; tell: Tell }[];
	/** What clients said. */
	let heard: [string, unknown][];
	/** When set, decisions about sockets wait for it. */
	let deciding: Promise<void> | null;
	beforeAll(async () => {
		db = await openTestDb(engine);
		workspace = await makeWorkspace(db);
	});
	beforeEach(async () => {
		here = [];
		heard = [];
		deciding = null;
		id = await makeDocument(db, workspace);
		server = await startCollab(db, workspace, {
			authorize: async ({ headers }, documentId): Promise<Grant | Refusal> => {
				await deciding;
				const userId = String(headers['x-user']);
				const base = { userId, name: userId, workspaceId: workspace, documentId, canWrite: true };
				return userId === 'deaf' ? base : { ...base, canFollow: true };
			},
			follow: (grant, tell) => {
				const one = { grant, tell };
				here.push(one);
				tell('following', {});
				return { heard: (name, data) => heard.push([name, data]), stop: () => void here.splice(here.indexOf(one), 1) };
			}
		});
	});
	afterEach(() => server.close());
	afterAll(() => db.close());

	it('reaches those who may follow, until they have left', async () => {
		const [ann, deaf] = [await openRaw(server.url, id, 'ann'), await openRaw(server.url, id, 'deaf')];
		await until(() => deaf.messages.length > 0 && here.length === 1, 'both are in');
		here[0]!.tell('score', { text: '五分' });
		await until(() => eventsOf(ann).length === 2, 'told');
		expect(eventsOf(ann)).toEqual([
			['following', {}],
			['score', { text: '五分' }]
		]);
		expect(eventsOf(deaf)).toEqual([]);
		expect(here[0]!.grant).toMatchObject({ workspaceId: workspace, documentId: id });
		ann.ws.close();
		await until(() => here.length === 0, 'ann has left');
		deaf.ws.terminate();
	});

	it('waits while a socket is being decided about, which is told afterwards that it missed something', async () => {
		const ann = await openRaw(server.url, id, 'ann');
		await until(() => eventsOf(ann).length === 1, 'in');
		const decision = Promise.withResolvers<void>();
		deciding = decision.promise;
		const judged = server.collab.revoke({ userId: 'ann' });
		here[0]!.tell('score', { secret: 1 });
		here[0]!.tell('score', { secret: 2 });
		decision.resolve();
		await judged;
		await until(() => eventsOf(ann).length > 1, 'told of the gap');
		expect(eventsOf(ann)).toEqual([
			['following', {}],
			['missed', {}]
		]);
		here[0]!.tell('score', { open: 3 });
		await until(() => eventsOf(ann).length === 3, 'told again');
		ann.ws.terminate();
	});

	it('hears what those say who may follow, as JSON with a name', async () => {
		const [ann, deaf] = [await openRaw(server.url, id, 'ann'), await openRaw(server.url, id, 'deaf')];
		await until(() => here.length === 1 && deaf.messages.length > 0, 'both are in');
		for (const { ws } of [ann, deaf]) ws.send(said('numbers', '{"ask":1,"filter":{"place":"三楼"}}'));
		deaf.ws.send(said('numbers', '{"ask":2}'));
		await until(() => heard.length === 1, 'heard');
		expect(heard).toEqual([['numbers', { ask: 1, filter: { place: '三楼' } }]]);
		for (const { ws } of [ann, deaf]) ws.terminate();
	});

	it('a word that is broken or longer than any ends its socket, and nobody else’s', async () => {
		const ann = await openRaw(server.url, id, 'ann');
		const words = ['{', `{"text":"${'x'.repeat(20_000)}"}`, ''];
		for (const word of words) {
			const bob = await openRaw(server.url, id, 'bob');
			bob.ws.send(said('numbers', word));
			await until(() => bob.code === 1007, 'closed');
		}
		expect(heard).toEqual([]);
		ann.ws.send(said('numbers', '{}'));
		await until(() => heard.length === 1, 'heard');
		ann.ws.terminate();
	});

	it('a reader who has fallen behind is told of the gap instead of everything', async () => {
		const ann = await openRaw(server.url, id, 'ann');
		await until(() => eventsOf(ann).length === 1, 'in');
		ann.ws.pause();
		const big = 'x'.repeat(200_000);
		for (let n = 0; n < 200; n++) here[0]!.tell('score', { n, big });
		ann.ws.resume();
		await until(() => eventsOf(ann).at(-1)?.[0] === 'missed', 'told of the gap');
		expect(eventsOf(ann).length).toBeLessThan(150);
		ann.ws.terminate();
	});
});
