import type { TestDb } from '../../support/database.ts';

/** Tables that belong to no workspace: people exist before and beside workspaces; the rest is bookkeeping. */
export const global: ReadonlySet<string> = new Set([
	'account',
	'collector_code',
	'kysely_migration',
	'kysely_migration_lock',
	'rate_limit',
	'session',
	'user',
	'verification'
]);

export interface TableFacts {
	readonly name: string;
	readonly primaryKey: readonly string[];
	readonly isForced: boolean;
	readonly policies: number;
	/** Statements that make a copy partitioned by hash of workspace_id, with the same keys and indexes. */
	partitioned(schema: string): string[];
	/** Statements that make a copy partitioned by month, with the same keys and indexes and a month or two. */
	inMonths(schema: string): string[];
	/** Statements that add the foreign keys between such copies; `from`: the schema of this one, when it is another. */
	foreignKeys(schema: string, toGlobal: ReadonlySet<string>, from?: string): string[];
	/** Statements that add its triggers to such a copy. */
	triggers(schema: string): string[];
	/** Tables that its foreign keys lead to. */
	readonly targets: readonly string[];
}

interface Row {
	name: string;
	primary_key: string[] | null;
	is_forced: boolean;
	policies: number;
	constraints: { type: string; definition: string; target: string | null }[] | null;
	indexes: string[] | null;
	triggers: string[] | null;
}

/** Reads the tables of the schema `public` from PostgreSQL's catalog. */
export async function readTables(db: TestDb['db']): Promise<TableFacts[]> {
	const { rows } = await db.query(`
		select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as is_forced,
			(select count(*) from pg_policy p where p.polrelid = c.oid) as policies,
			(select array_agg(a.attname::text order by k.n)
				from pg_index i, unnest(i.indkey) with ordinality k(attnum, n)
				join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
				where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid) as primary_key,
			(select json_agg(json_build_object('type', k.contype, 'definition', pg_get_constraintdef(k.oid),
					'target', (select t.relname from pg_class t where t.oid = k.confrelid)) order by k.contype desc, k.conname)
				from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f')) as constraints,
			(select json_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid)
				from pg_index i where i.indrelid = c.oid
					and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))) as indexes,
			(select json_agg(pg_get_triggerdef(t.oid)) from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers
		from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
		order by c.relname`);
	return (rows as Row[]).map(facts);
}

function facts(row: Row): TableFacts {
	const constraints = row.constraints ?? [];
	const keys = constraints.filter((one) => one.type !== 'f');
	const foreign = constraints.filter((one) => one.type === 'f');
	const withKeys = (schema: string): string[] => [
		...keys.map((key) => `alter table ${schema}.${row.name} add ${key.definition}`),
		...(row.indexes ?? []).map((index) => index.replace(/ ON public\./, ` ON ${schema}.`))
	];
	return {
		name: row.name,
		primaryKey: row.primary_key ?? [],
		isForced: row.is_forced,
		policies: row.policies,
		targets: foreign.flatMap(({ target }) => target ?? []),
		partitioned: (schema) => [
			`create table ${schema}.${row.name} (like public.${row.name} including defaults including generated) partition by hash (workspace_id)`,
			...[0, 1].map(
				(n) =>
					`create table ${schema}.${row.name}_${n} partition of ${schema}.${row.name} for values with (modulus 2, remainder ${n})`
			),
			...withKeys(schema)
		],
		inMonths: (schema) => [
			`create table ${schema}.${row.name} (like public.${row.name} including defaults including generated including constraints) partition by range (month)`,
			`create table ${schema}.${row.name}_202611 partition of ${schema}.${row.name} for values from ('2026-11-01') to ('2026-12-01')`,
			`create table ${schema}.${row.name}_else partition of ${schema}.${row.name} default`,
			...withKeys(schema)
		],
		foreignKeys: (schema, toGlobal, from = schema) =>
			foreign
				.filter((key) => key.target === null || !toGlobal.has(key.target))
				.map(
					(key) =>
						`alter table ${from}.${row.name} add ${key.definition.replace(/ REFERENCES (?:public\.)?/, ` REFERENCES ${schema}.`)}`
				),
		triggers: (schema) => (row.triggers ?? []).map((trigger) => trigger.replace(/ ON public\./, ` ON ${schema}.`))
	};
}
