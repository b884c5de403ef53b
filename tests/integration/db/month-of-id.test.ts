import type { Kysely } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { uuidv7, uuidv8 } from '#domain/shared/ids.ts';
import { knownMigrations, migrateTo } from '../../../server/db/migrate.ts';
import { createLog } from '../../../server/platform/log.ts';
import { down } from '../../../migrations/20261128T0550-month-of-id.ts';
import { newId, openTestDb, testDatabases } from '../../support/database.ts';

const log = createLog('silent');
const MIGRATION = '20261128T0550-month-of-id';

describe.each(testDatabases())('answers get the month of their id ($name)', (engine) => {
	test('in a database with rows, and back again', async () => {
		const opened = await openTestDb(engine, { template: 'template0' });
		onTestFinished(() => opened.close());
		const { system } = opened.db;
		const before = knownMigrations().filter((name) => name < MIGRATION);
		await migrateTo(system, log, before);

		const [w, survey, collector, touchpoint] = [newId(), newId(), newId(), newId()];
		const idOf = (instant: string) => uuidv7(Date.parse(instant), new Uint8Array(10));
		const [old, late, other] = [
			idOf('2026-01-31T23:59:59Z'),
			idOf('2026-02-01T00:00:00Z'),
			uuidv8(new Uint8Array(16).fill(7))
		];
		const asked = async (text: string, values: unknown[] = []) =>
			(await opened.db.query(text, values)).rows as unknown[];
		await asked(`insert into workspace (workspace_id, name, time_zone) values ($1, 'W', 'UTC')`, [w]);
		await asked(
			`insert into survey (workspace_id, id, title, kind, draft, created_by) values ($1, $2, 'S', 'nps', '{}', 'u')`,
			[w, survey]
		);
		await asked(
			`insert into survey_version (workspace_id, survey_id, version, content, definitions, published_by)
			values ($1, $2, 1, '{}', '{}', 'u')`,
			[w, survey]
		);
		await asked(
			`insert into collector (workspace_id, id, survey_id, touchpoint_id, channel, code, created_by)
			values ($1, $2, $3, $4, 'link', 'abcdefghij', 'u')`,
			[w, collector, survey, touchpoint]
		);
		for (const id of [old, late, other]) {
			await asked(
				`insert into response (workspace_id, id, survey_id, survey_version, collector_id, touchpoint_id, channel,
					answers, scores, has_text, language, submitted_at, day, body_hash)
				values ($1, $2, $3, 1, $4, $5, 'link', '{"nps": 9}', '{}', false, 'en', '2026-02-02', '2026-02-02', '\\x01')`,
				[w, id, survey, collector, touchpoint]
			);
			await asked(`insert into event (workspace_id, id, type, at) values ($1, $2, 'order', '2026-02-02')`, [w, id]);
		}
		const rows = (table: string) => asked(`select to_jsonb(t) - 'month' as row from ${table} t order by id`);
		const stood = { response: await rows('response'), event: await rows('event') };
		expect(stood.response).toHaveLength(3);

		// No further: what later ones bring would not be gone again.
		await migrateTo(system, log, [...before, MIGRATION]);
		for (const table of ['response', 'event'] as const) {
			expect(await rows(table)).toMatchObject(stood[table] as object[]);
			expect(await asked(`select id, month::text from ${table} order by month`)).toEqual([
				{ id: other, month: '1970-01-01' },
				{ id: old, month: '2026-01-01' },
				{ id: late, month: '2026-02-01' }
			]);
			// One id, one row: another month cannot be given to it.
			await expect(asked(`update ${table} set month = '2026-03-01' where id = $1`, [old])).rejects.toMatchObject({
				constraint: 'month_is_that_of_the_id'
			});
			await expect(asked(`insert into ${table} select * from ${table} where id = $1`, [old])).rejects.toMatchObject({
				constraint: `${table}_pkey`
			});
		}

		await down(system as unknown as Kysely<unknown>);
		expect({ response: await rows('response'), event: await rows('event') }).toEqual(stood);
		await expect(asked('insert into event select * from event where id = $1', [old])).rejects.toMatchObject({
			constraint: 'event_pkey'
		});
	});
});
