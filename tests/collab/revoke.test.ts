import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeCodes } from '#document/core/close-codes.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../support/database.ts';
import { openEditor, synced, until, type Editor } from './support/client.ts';
import { makeDocument, makeWorkspace, startCollab, type CollabServer, type ServerOptions } from './support/server.ts';

describe.each(testDatabases())('rights taken away ($name)', (engine) => {
	let db: TestDb;
	let workspace: string;
	let server: CollabServer;
	let id: string;
	const editors: Editor[] = [];
	const edit = (user: string, document = id): Editor => {
		const editor = openEditor(server.url, document, user);
		editors.push(editor);
		return editor;
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
		for (const editor of editors.splice(0)) editor.destroy();
		await server.close();
	});
	afterAll(() => db.close());

	it('close the sockets of that person at once, and of nobody else', async () => {
		await start();
		const [ann, bob] = [edit('ann'), edit('bob')];
		await synced(ann, bob);
		server.people.delete('bob');
		await server.collab.revoke({ userId: 'bob' });
		await until(() => bob.codes.length > 0, 'closed');
		expect(bob.codes).toEqual([closeCodes.unauthenticated]);
		expect(bob.provider.shouldConnect).toBe(false);
		ann.cards.set('after', 1);
		await until(() => ann.durable() === 2, 'ann goes on');
		expect(ann.codes).toEqual([]);
		expect(bob.cards.has('after')).toBe(false);
	});

	it('says who is where, each once, until they have left', async () => {
		await start();
		const other = await makeDocument(db, workspace);
		const [ann, again, bob] = [edit('ann'), edit('ann'), edit('bob', other)];
		await synced(ann, again, bob);
		const names = (): Record<string, string[]> =>
			Object.fromEntries(
				[...server.collab.present(workspace)].map(([document, here]) => [document, here.map(({ name }) => name)])
			);
		expect(names()).toEqual({ [id]: ['Ann'], [other]: ['Bob'] });
		expect(server.collab.present(newId()).size).toBe(0);
		bob.destroy();
		await until(() => !(other in names()), 'bob has left');
		expect(names()).toEqual({ [id]: ['Ann'] });
	});

	it('nothing is taken from a socket while it is being decided about', async () => {
		let decide: (() => void) | undefined;
		let ask = false;
		const grants = new Map([
			['ann', true],
			['bob', true]
		]);
		await start({
			authorize: async (request, documentId) => {
				const userId = String(request.headers['x-user']);
				if (ask) await new Promise<void>((resolve) => (decide = resolve));
				if (!grants.get(userId)) return { refused: 'forbidden' };
				return { userId, name: userId, workspaceId: workspace, documentId, canWrite: true };
			}
		});
		const [ann, bob] = [edit('ann'), edit('bob')];
		await synced(ann, bob);
		await until(() => bob.durable() === 1, 'settled');
		ask = true;
		grants.set('bob', false);
		const revoked = server.collab.revoke({ userId: 'bob' });
		bob.cards.set('too late', 1);
		ann.cards.set('meanwhile', 1);
		await until(() => ann.durable() === 2, 'ann edits meanwhile');
		decide!();
		await revoked;
		await until(() => bob.codes.length > 0, 'closed');
		expect(bob.codes).toEqual([closeCodes.forbidden]);
		expect(ann.cards.has('too late')).toBe(false);
	});

	it('a socket about which no decision comes is closed within a second too', async () => {
		let hang = false;
		await start({
			authorize: (_request, documentId) =>
				hang
					? new Promise(() => {})
					: Promise.resolve({ userId: 'ann', name: 'Ann', workspaceId: workspace, documentId, canWrite: true })
		});
		const ann = edit('ann');
		await synced(ann);
		hang = true;
		await server.collab.revoke({ workspaceId: workspace });
		await until(() => ann.codes.length > 0, 'closed');
		expect(ann.codes[0]).toBe(closeCodes.tryAgain);
	});

	it('an editor who becomes a reader comes back as a reader', async () => {
		await start();
		const [ann, bob] = [edit('ann'), edit('bob')];
		await synced(ann, bob);
		server.people.set('bob', { name: 'Bob', canWrite: false });
		await server.collab.revoke({ userId: 'bob' });
		await until(() => bob.readOnly() && bob.provider.synced, 'back as a reader');
		expect(bob.codes).toEqual([closeCodes.rightsChanged]);
		bob.cards.set('intruder', 1);
		ann.cards.set('after', 1);
		await until(() => bob.cards.has('after'), 'reads on');
		expect(ann.cards.has('intruder')).toBe(false);
	});

	it('a socket ends when its session or token does, and stays when that was prolonged', async () => {
		const ends = new Map([
			['ann', Date.now() + 900],
			['bob', Date.now() + 900],
			['vera', Date.now() + 3_000_000_000]
		]);
		const asked: string[] = [];
		await start({
			authorize: async (request, documentId) => {
				const userId = String(request.headers['x-user']);
				asked.push(userId);
				const endsAt = new Date(ends.get(userId)!);
				if (endsAt.getTime() <= Date.now()) return { refused: 'unauthenticated' };
				return { userId, name: userId, workspaceId: workspace, documentId, canWrite: true, endsAt };
			}
		});
		const [ann, bob, vera] = [edit('ann'), edit('bob'), edit('vera')];
		await synced(ann, bob, vera);
		const end = ends.get('ann')!;
		ends.set('bob', end + 60_000);
		await until(() => ann.codes.length > 0, 'closed');
		expect(ann.codes).toEqual([closeCodes.unauthenticated]);
		expect(Date.now() - end).toBeLessThan(1_000);
		await until(() => asked.filter((user) => user === 'bob').length === 2, 'bob is asked about');
		bob.cards.set('after', 1);
		await until(() => bob.durable() === 2, 'bob goes on');
		expect([...bob.codes, ...vera.codes]).toEqual([]);
		expect(asked.filter((user) => user === 'vera')).toEqual(['vera']);
	});

	it('everybody’s turn to be asked about comes by itself, and not at the same time', async () => {
		let asked: number[] = [];
		await start({
			limits: { reauthorizeEvery: 3_000 },
			authorize: async (request, documentId) => {
				asked.push(performance.now());
				const userId = String(request.headers['x-user']);
				return { userId, name: userId, workspaceId: workspace, documentId, canWrite: true };
			}
		});
		const all = Array.from({ length: 30 }, (_, i) => edit(`p${i}`));
		await synced(...all);
		asked = [];
		await until(() => asked.length >= 30, 'asked about');
		const within50 = asked.map((at) => asked.filter((other) => Math.abs(other - at) < 25).length);
		expect(Math.max(...within50)).toBeLessThan(15);
		asked = [];
		await server.collab.reauthorizeAll();
		expect(asked.length).toBeGreaterThanOrEqual(30);
		expect(all.flatMap(({ codes }) => codes)).toEqual([]);
	});

	it('only sockets that match everything are asked about', async () => {
		const asked: string[] = [];
		await start({
			authorize: async (request, documentId) => {
				const userId = String(request.headers['x-user']);
				asked.push(`${userId} ${documentId}`);
				return { userId, name: userId, workspaceId: workspace, documentId, canWrite: true };
			}
		});
		const other = await makeDocument(db, workspace);
		await synced(edit('ann'), edit('ann', other), edit('bob'));
		asked.length = 0;
		await server.collab.revoke({ userId: 'ann', documentId: other });
		expect(asked).toEqual([`ann ${other}`]);
	});

	it('a replaced document sends everybody away for good', async () => {
		await start();
		const ann = edit('ann');
		await synced(ann);
		server.collab.replaced({ workspaceId: workspace, documentId: id });
		await until(() => ann.codes.length > 0, 'closed');
		expect(ann.codes).toEqual([closeCodes.replaced]);
		expect(ann.provider.shouldConnect).toBe(false);
	});
});
