import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { formatSql } from '../support/format-sql.ts';
import { statementsOf, uncalled } from '../support/sql-snapshots.ts';
import { files, root } from './imports.ts';

/** Every query's SQL stands in a snapshot beside it (tests/support/sql-snapshots.ts); here: that no file is without. */

const inRepo = (file: string): boolean => /\/repo\/[^/]+$/.test(file);
const repoFiles = files('server').filter((file) => inRepo(file) && !file.endsWith('.test.ts'));

describe('files of queries', () => {
	it('are found', () => expect(repoFiles.length).toBeGreaterThan(25));

	it('are each named in the test that keeps their snapshot', () => {
		const without = repoFiles.filter((file) => {
			const test = join(root, dirname(file), 'sql.test.ts');
			return !(
				files(dirname(file)).some((one) => basename(one) === 'sql.test.ts') &&
				readFileSync(test, 'utf8').includes(`keepsSql('./${basename(file)}'`)
			);
		});
		expect(without).toEqual([]);
	});

	it('left no snapshot behind when they went', () => {
		const known = new Set(repoFiles.map((file) => file.replace(/\.ts$/, '.sql')));
		const kept = [...new Set(repoFiles.map(dirname))].flatMap((dir) =>
			readdirSync(join(root, dir)).flatMap((name) => (name.endsWith('.sql') ? [join(dir, name)] : []))
		);
		expect(kept.filter((file) => !known.has(file))).toEqual([]);
	});
});

describe('a snapshot', () => {
	it('names functions that nobody called', () => {
		const module = { called() {}, forgotten() {}, noQuery() {}, constant: 7, piece: sql`now()` };
		expect(uncalled(module, { called: () => {}, noQuery: null })).toEqual(['forgotten']);
	});

	it('holds every statement of a call, in order, whatever the rows before it said', async () => {
		const statements = await statementsOf(async ({ db, via, finds }) => {
			finds([{ n: 2 }]);
			const { rows } = await sql<{ n: number }>`select ${1} as n`.execute(db);
			for (let at = 0; at < rows[0]!.n; at++) await db.deleteFrom('survey').where('id', '=', 's').execute();
			await via.query('select 1', [], 'one');
		});
		expect(statements).toEqual([
			'select $1 as n',
			'delete from "survey"\nwhere "id" = $1',
			'delete from "survey"\nwhere "id" = $1',
			'select 1'
		]);
	});
});

describe('SQL, one clause a line', () => {
	it.each([
		[
			'select a,  b from t where a between 1 and 2 and b = 3 order by a limit $1',
			'select a, b\nfrom t\nwhere a between 1 and 2\n\tand b = 3\norder by a\nlimit $1'
		],
		[
			'with x as (select 1), y as (delete from t using u where t.a is distinct from u.a) insert into z select * from x on conflict do update set a = 1',
			'with x as (\n\tselect 1\n),\ny as (\n\tdelete from t\n\tusing u\n\twhere t.a is distinct from u.a\n)\ninsert into z\nselect *\nfrom x\non conflict do update set a = 1'
		],
		[
			'select 1 from t where a = 1 and not exists (select from u where u.a = t.a and b) for update of t',
			'select 1\nfrom t\nwhere a = 1\n\tand not exists (\n\t\tselect\n\t\tfrom u\n\t\twhere u.a = t.a\n\t\t\tand b\n\t)\nfor update of t'
		],
		[
			'select count(*) filter (where a), case when a and b then \'x from y\' else "order by" end from t',
			'select count(*) filter (where a), case when a and b then \'x from y\' else "order by" end\nfrom t'
		],
		['select (\n -- why\n select 1)', 'select (\n\t-- why\n\tselect 1\n)']
	])('%s', (given, expected) => expect(formatSql(given)).toBe(expected));

	it('one item a line where a clause is long', () => {
		const names = Array.from({ length: 12 }, (_, at) => `a_long_name_${at}`);
		expect(formatSql(`select ${names.join(', ')} from t`)).toBe(`select ${names.join(',\n\t')}\nfrom t`);
		expect(formatSql(`insert into t (${names.join(', ')}) values (1)`)).toBe(
			`insert into t (\n\t${names.join(',\n\t')}\n)\nvalues (1)`
		);
	});
});
