import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { global, readTables, type TableFacts } from './catalog.ts';

/** What grows for ever, and goes by months when it has to. */
const byMonth = ['response', 'event'];

describe.each(testDatabases())('answers and events are ready to be partitioned by month ($name)', (engine) => {
	let opened: TestDb;
	let tables: TableFacts[];

	beforeAll(async () => {
		opened = await openTestDb(engine);
		tables = await readTables(opened.db);
	});
	afterAll(() => opened.close());

	test('every unique key of theirs holds the month, behind the workspace', async () => {
		const { rows } = await opened.db.query(
			`select c.relname as name, i.indexrelid::regclass::text as key,
				(select array_agg(a.attname::text order by k.n) from unnest(i.indkey) with ordinality k(attnum, n)
					join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum) as columns
			from pg_index i join pg_class c on c.oid = i.indrelid
			where i.indisunique and c.relnamespace = 'public'::regnamespace and c.relname = any($1)`,
			[byMonth]
		);
		const keys = rows as { name: string; key: string; columns: string[] }[];
		expect(new Set(keys.map(({ name }) => name))).toEqual(new Set(byMonth));
		expect(keys.filter(({ columns }) => columns[0] !== 'workspace_id' || !columns.includes('month'))).toEqual([]);
	});

	test('PostgreSQL accepts them in months with their keys, indexes, foreign keys, triggers and walls', async () => {
		await opened.db.query('create schema months');
		const accepted = async (statement: string): Promise<void> => {
			await opened.db.query(statement).catch((error: Error) => expect.fail(`${statement}\n  → ${error.message}`));
		};
		const ours = tables.filter(({ name }) => byMonth.includes(name));
		for (const table of ours) {
			for (const statement of table.inMonths('months')) await accepted(statement);
			for (const statement of table.foreignKeys('public', global, 'months')) await accepted(statement);
			for (const statement of table.triggers('months')) await accepted(statement);
			await accepted(`call wayfelt_isolate('months.${table.name}')`);
		}
		// A key of another table that leads here would have to name the month too.
		const leading = tables.flatMap(({ name, targets }) =>
			targets.filter((target) => byMonth.includes(target)).map((target) => `${name} → ${target}`)
		);
		expect(leading).toEqual([]);
	});

	test('the same id is there once, in the month that it tells', async () => {
		const of = async (id: string) =>
			((await opened.db.query('select wayfelt_month_of($1)::text as month', [id])).rows as { month: string }[])[0]!
				.month;
		const at = (instant: string) => {
			const hex = Date.parse(instant).toString(16).padStart(12, '0');
			return `${hex.slice(0, 8)}-${hex.slice(8)}-7abc-8def-0123456789ab`;
		};
		expect(await of(at('2026-11-30T23:59:59.999Z'))).toBe('2026-11-01');
		expect(await of(at('2026-12-01T00:00:00.000Z'))).toBe('2026-12-01');
		// Versions that tell no time, and instants that nobody means, have a month too.
		for (const version of [1, 3, 4, 5, 6, 8])
			expect(await of(at('2026-12-01').replace(/(?<=^.{14})7/, String(version)))).toBe('1970-01-01');
		expect(await of('ffffffff-ffff-7fff-bfff-ffffffffffff')).toBe('10889-08-01');
		expect(await of('00000000-0000-7000-8000-000000000000')).toBe('1970-01-01');
		expect(await of('00000000-0000-0000-0000-000000000000')).toBe('1970-01-01');
	});
});
