import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createListener } from '../../../server/bus/index.ts';
import { createJournalConnection } from '../../../server/documents/journal-connection.ts';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * The two that connect again by themselves when their connection is lost: told to stop in the very moment in which
 * the new connection is on its way, they stop, and leave none behind.
 */
describe.each(testDatabases())('stopping while a lost connection comes back ($name)', (engine) => {
	let test: TestDb;
	beforeAll(async () => {
		test = await openTestDb(engine);
	});
	afterAll(() => test.close());

	/** Clients of which all but the first wait at the gate before they connect. */
	function gated(name: string) {
		const gate = Promise.withResolvers<void>();
		const through = Promise.withResolvers<void>();
		let made = 0;
		const createClient = (): Client => {
			const client = test.db.createClient(name);
			if (made++ === 0) return client;
			const connect = client.connect.bind(client);
			return Object.assign(client, { connect: () => gate.promise.then(() => connect()).finally(through.resolve) });
		};
		return { createClient, made: () => made, open: () => (gate.resolve(), through.promise) };
	}

	async function cut(name: string): Promise<void> {
		await test.db.query(
			'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = $1',
			[name]
		);
	}

	/** Of the journal's own connection the test is. */
	const deaf = { start: async () => undefined, hear: () => () => undefined };

	async function connections(name: string): Promise<number> {
		const { rows } = await test.db.query(
			'select 1 from pg_stat_activity where datname = current_database() and application_name = $1',
			[name]
		);
		return rows.length;
	}

	it.each([
		[
			'listener',
			(createClient: () => Client) => {
				const listener = createListener({ createClient, log: silent });
				return { start: () => listener.start(), stop: () => listener.stop() };
			}
		],
		[
			'journal',
			(createClient: () => Client) => {
				const journal = createJournalConnection({ createClient, listener: deaf, log: silent });
				return { start: () => journal.start(), stop: () => journal.close() };
			}
		]
	])(
		'%s',
		async (name, create) => {
			const { createClient, made, open } = gated(name);
			const listener = create(createClient);
			await listener.start();
			expect(await connections(name)).toBe(1);
			await cut(name);
			await vi.waitFor(() => expect(made()).toBe(2), { timeout: 10_000 });
			const stopped = listener.stop();
			await open();
			await stopped;
			await vi.waitFor(async () => expect(await connections(name)).toBe(0), { timeout: 5_000 });
		},
		30_000
	);
});
