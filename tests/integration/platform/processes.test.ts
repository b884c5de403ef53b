import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeCodes } from '#document/core/close-codes.ts';
import { compose } from '../../../server/compose.ts';
import type { App } from '../../../server/app.ts';
import { readSettings } from '../../../server/platform/config.ts';
import { createLog } from '../../../server/platform/log.ts';
import { openRaw, until, type RawSocket } from '../../collab/support/client.ts';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type SignedIn } from '../../support/people.ts';
import { nowhere } from '../../support/nowhere.ts';

const ORIGIN = 'http://localhost:3000';

/** A composed program that takes sockets. */
interface Process {
	readonly app: App;
	readonly url: string;
	close(): Promise<void>;
}

describe.each(testDatabases())('two processes on one database ($name)', (engine) => {
	let test: TestDb;
	let here: Process;
	let there: Process;
	let people: ReturnType<typeof createPeople>;
	const sockets: RawSocket[] = [];

	async function start(): Promise<Process> {
		const config = {
			...readSettings({ ORIGIN, DATABASE_URL: test.url }, nowhere),
			secret: 'a secret that only tests may know, and long enough'
		};
		const db = { ...test.db, place: engine.name, stop: async () => {} };
		const app = await compose({ config, log: createLog('fatal'), db });
		const server = http.createServer((_request, response) => response.end());
		server.on('upgrade', (request, socket, head) => app.collab.upgrade(request, socket, head));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		return {
			app,
			url: `ws://127.0.0.1:${port}/collab`,
			close: async () => {
				await app.close();
				await new Promise((resolve) => server.close(resolve));
			}
		};
	}

	beforeAll(async () => {
		test = await openTestDb(engine);
		[here, there] = [await start(), await start()];
		people = createPeople(test.db, here.app);
	});
	afterEach(() => sockets.splice(0).forEach(({ ws }) => ws.terminate()));
	afterAll(async () => {
		await here.close();
		await there.close();
		await test.close();
	});

	/** A board of a workspace, open in the other process by its owner and by an editor. */
	async function openThere() {
		const { owner } = await people.workspace();
		const editor = await people.member(owner, 'editor');
		const { id } = await here.app.journeys.create(owner.actor, { title: 'Trip', template: 'blank', locale: 'en' });
		const join = async (person: SignedIn): Promise<RawSocket> => {
			const socket = await openRaw(there.url, id, '', 'journey', { cookie: person.cookie, origin: ORIGIN });
			sockets.push(socket);
			await until(() => socket.messages.length > 0, 'it is welcome');
			return socket;
		};
		return {
			owner,
			editor,
			mine: await join(await people.signedIn(owner)),
			theirs: await join(await people.signedIn(editor))
		};
	}

	it('access that one takes away ends the sockets of the other', async () => {
		const { owner, editor, mine, theirs } = await openThere();
		await here.app.members.remove(owner.actor, editor.actor.userId);
		await until(() => theirs.code !== null, 'closed');
		expect(theirs.code).toBe(closeCodes.unauthenticated);
		expect(mine.code).toBe(null);
	});

	it('what was missed while the bus was silent is made good when it is back', async () => {
		const { editor, mine, theirs } = await openThere();
		// Taken away without a word, as if the word had been lost.
		await test.db.system.deleteFrom('member').where('user_id', '=', editor.actor.userId).execute();
		await test.db.query(
			`select pg_terminate_backend(pid) from pg_stat_activity
			where datname = current_database() and application_name = 'wayfelt listener'`
		);
		await until(() => theirs.code !== null, 'closed');
		expect(theirs.code).toBe(closeCodes.unauthenticated);
		expect(mine.code).toBe(null);
	});
});
