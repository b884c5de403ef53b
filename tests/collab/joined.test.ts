import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDb, testDatabases, type TestDb } from '../support/database.ts';
import { openEditor, openRaw, sameContent, synced, until, type Editor, type RawSocket } from './support/client.ts';
import { makeDocument, makeWorkspace, startCollab, type CollabServer } from './support/server.ts';

/** Kinds of message: edits and presence, which share what a reader is sent a second. */
const fromOthers = ({ messages }: RawSocket, since = 0): number =>
	messages.slice(since).filter((message) => message[0] === 0 || message[0] === 1).length;

describe.each(testDatabases())('what many do at once is joined for each reader ($name)', (engine) => {
	let db: TestDb;
	let workspace: string;
	let server: CollabServer;
	let id: string;
	// Each stock client listens for the end of the process.
	process.setMaxListeners(100);
	const editors: Editor[] = [];
	const sockets: RawSocket[] = [];
	beforeAll(async () => {
		db = await openTestDb(engine);
		workspace = await makeWorkspace(db);
	});
	beforeEach(async () => {
		id = await makeDocument(db, workspace);
		server = await startCollab(db, workspace);
	});
	afterEach(async () => {
		for (const editor of editors.splice(0)) editor.destroy();
		for (const { ws } of sockets.splice(0)) ws.terminate();
		await server.close();
	});
	afterAll(() => db.close());

	const sit = (user: string): Editor => {
		server.people.set(user, { name: user, canWrite: true });
		const editor = openEditor(server.url, id, user);
		editors.push(editor);
		return editor;
	};
	/** Asks for the document, and only listens. */
	async function listener(user: string): Promise<RawSocket> {
		server.people.set(user, { name: user, canWrite: true });
		const raw = await openRaw(server.url, id, user);
		sockets.push(raw);
		raw.send(0, 0, 1, 0);
		await until(() => raw.messages.some((message) => message[0] === 0 && message[1] === 1), 'has the document');
		return raw;
	}

	it('every edit arrives, in order, in few messages, and its author reads "saved" for each', async () => {
		const typists = ['ann', 'bob', 'cleo'].map(sit);
		await synced(...typists);
		const reader = await listener('dora');
		const known = reader.messages.length;
		const started = performance.now();
		for (let n = 1; n <= 100; n++) {
			for (const [at, { cards }] of typists.entries()) cards.set(`of ${at}`, n);
			typists[0]!.doc.getMap('cards').set(`once ${n}`, true);
			await new Promise((next) => setTimeout(next, 2));
		}
		// Saved is said when it is stored, not when the others were told.
		await until(() => typists[0]!.durable() >= 200 && typists.every(({ durable }) => durable() >= 100), 'saved');
		await until(() => typists.every((one) => sameContent(one.doc, typists[0]!.doc)), 'the same everywhere');
		const seconds = (performance.now() - started) / 1_000;
		expect(typists[1]!.cards.toJSON()).toMatchObject({
			'of 0': 100,
			'of 1': 100,
			'of 2': 100,
			'once 1': true,
			'once 100': true
		});
		expect(fromOthers(reader, known)).toBeLessThanOrEqual(16 * (seconds + 1));
	});

	it('an edit that comes alone goes at once: nothing is joined that does not wait', async () => {
		const [ann, bob] = [sit('ann'), sit('bob')];
		await synced(ann, bob);
		const reader = await listener('dora');
		const known = reader.messages.length;
		for (let n = 1; n <= 3; n++) {
			ann.cards.set('n', n);
			await until(() => bob.cards.get('n') === n, 'seen');
		}
		expect(fromOthers(reader, known)).toBe(3);
	});

	it('a reader that was slow, and one that came in meanwhile, have everything in the end', async () => {
		const [ann, bob] = [sit('ann'), sit('bob')];
		await synced(ann, bob);
		const slow = await listener('dora');
		slow.ws.pause();
		const late: Editor[] = [];
		for (let n = 0; n < 60; n++) {
			ann.cards.set(`a${n}`, 'x'.repeat(20_000));
			bob.cards.set(`b${n}`, n);
			bob.provider.awareness.setLocalStateField('cursor', { x: n, y: 0 });
			if (n % 20 === 10) late.push(sit(`late ${n}`));
			await new Promise((next) => setTimeout(next, 3));
		}
		await until(() => late.every(({ doc }) => sameContent(doc, ann.doc)), 'the late ones have it', 20_000);
		slow.ws.resume();
		bob.destroy();
		const sees = (one: Editor): unknown => one.provider.awareness.getStates().get(bob.doc.clientID);
		// Who left is gone for everybody, and what they did stays.
		await until(() => [ann, ...late].every((one) => sees(one) === undefined), 'bob has left');
		ann.cards.set('last', true);
		await until(() => late.every(({ cards }) => cards.get('last') === true), 'life goes on');
		await until(() => slow.messages.some((message) => message.includes('last')), 'the slow one reads on', 20_000);
		expect(slow.code).toBeNull();
	});

	it('fifty pointers that move without pause and somebody who types: the newest place of each, twenty messages a second at most', async () => {
		const people = Array.from({ length: 50 }, (_, at) => sit(`p${at}`));
		await synced(...people);
		const reader = await listener('dora');
		const started = performance.now();
		const known = reader.messages.length;
		let step = 0;
		while (performance.now() - started < 3_000) {
			step++;
			for (const [at, { provider }] of people.entries())
				provider.awareness.setLocalStateField('cursor', { x: step, y: at });
			people[0]!.cards.set('typed', step);
			await new Promise((next) => setTimeout(next, 25));
		}
		const seconds = (performance.now() - started) / 1_000;
		expect(fromOthers(reader, known)).toBeLessThanOrEqual(16 * (seconds + 1));
		const places = (one: Editor) =>
			[...one.provider.awareness.getStates().values()].filter(
				(state) => (state as { cursor?: { x: number } }).cursor?.x === step
			);
		await until(() => people.every((one) => places(one).length === 50), 'everybody where they ended', 20_000);
		await until(() => people.every(({ cards }) => cards.get('typed') === step), 'the last key');
		expect(people.flatMap(({ codes }) => codes)).toEqual([]);
	});
});
