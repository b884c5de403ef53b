import pg from 'pg';

/** A table as backup and restore need it. Names come from PostgreSQL's catalog, quoted. */
export interface DataTable {
	readonly name: string;
	readonly quoted: string;
	/** Columns that are written (generated ones follow by themselves), quoted. */
	readonly columns: readonly string[];
	/** Primary key, quoted: the order of the rows. */
	readonly key: readonly string[];
}

/** Kysely's own tables travel as the manifest's list of migrations. */
const BOOKKEEPING = ['kysely_migration', 'kysely_migration_lock'];

/** Every table with data, by name. */
export async function dataTables(client: pg.Client): Promise<DataTable[]> {
	const { rows } = await client.query<{ name: string; columns: string[]; key: string[] | null }>(
		`select c.relname as name,
			(select array_agg(a.attname::text order by a.attnum) from pg_attribute a
				where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
			(select array_agg(a.attname::text order by k.n)
				from pg_index i, unnest(i.indkey) with ordinality k(attnum, n), pg_attribute a
				where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum) as key
		from pg_class c
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all ($1)
		order by c.relname`,
		[BOOKKEEPING]
	);
	return rows.map(({ name, columns, key }) => {
		if (key === null) throw new Error(`the table ${name} has no primary key`);
		return {
			name,
			quoted: pg.escapeIdentifier(name),
			columns: columns.map(pg.escapeIdentifier),
			key: key.map(pg.escapeIdentifier)
		};
	});
}

/** Rows of a table as JSON lines in the order of its key, inside the caller's transaction; one piece at a time in memory. */
export async function* tableLines(client: pg.Client, table: DataTable): AsyncIterable<string> {
	// Text, not values: JavaScript would round large numbers and cut microseconds.
	await client.query(
		`declare lines no scroll cursor for
		select row_to_json(r)::text as line from (select ${table.columns.join(', ')} from ${table.quoted} order by ${table.key.join(', ')}) r`
	);
	for (;;) {
		const { rows } = await client.query<{ line: string }>('fetch 500 from lines');
		if (rows.length === 0) break;
		for (const { line } of rows) yield line;
	}
	await client.query('close lines');
}

/** Last values of the sequences. */
export async function sequences(client: pg.Client): Promise<Record<string, number>> {
	const { rows } = await client.query<{ name: string; value: string | null }>(
		`select sequencename as name, last_value::text as value from pg_sequences where schemaname = 'public'`
	);
	return Object.fromEntries(rows.filter((row) => row.value !== null).map((row) => [row.name, Number(row.value)]));
}
