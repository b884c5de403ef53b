import pg from 'pg';
import type { Logger } from 'pino';
import type { OpenDb } from '../db/client.ts';
import { knownMigrations, migrate, migrateTo, migrationState } from '../db/migrate.ts';
import { handAgain } from '../events/unhandled.ts';
import { StartError } from '../platform/start-error.ts';
import { digest, readTable, verifyArchive, type Manifest } from './archive.ts';
import { erasedCustomers, thereAgain, type ErasedCustomer } from './erased-again.ts';
import { dataTables, tableLines, type DataTable } from './tables.ts';

/** Rows, and characters, of one insert. */
const PIECE = { rows: 500, size: 4_000_000 };

/**
 * Loads a backup, in one transaction, and compares every table's hash with it before it commits. A backup of an
 * older version is loaded into that version's tables and then migrated. Every document becomes another copy (epoch).
 * @param options.replace instead of refusing a database with data, empty it first
 * @returns what was loaded, and who of those erased here the backup has brought back
 */
export async function restoreBackup(
	db: Pick<OpenDb, 'createClient' | 'system' | 'query'>,
	log: Logger,
	directory: string,
	options: { replace: boolean }
): Promise<{ manifest: Manifest; erasedBefore: ErasedCustomer[] }> {
	const manifest = await verifyArchive(directory);
	const newer = manifest.migrations.find((name) => !knownMigrations().includes(name));
	if (newer !== undefined)
		throw new StartError(`The backup is newer than this program (it has "${newer}"): use the version that wrote it.`);
	const client = db.createClient('admin restore', { statement_timeout: 0, idle_in_transaction_session_timeout: 0 });
	await client.connect();
	try {
		await mustBeAlone(client);
		const full = await firstWithRows(client);
		if (full !== undefined && !options.replace) {
			throw new StartError(
				`The database is not empty ("${full}" has rows): add --replace to have the backup take its place.`
			);
		}
		const erased = await erasedCustomers(client);
		await fitSchema(db, log, client, manifest);
		await load(client, directory, manifest);
		await migrate(db.system, log);
		await handAgain(db, log, manifest.unhandled);
		return { manifest, erasedBefore: await thereAgain(client, erased) };
	} finally {
		await client.end();
	}
}

/** A running program holds documents in memory and would write them over what was restored. */
async function mustBeAlone(client: pg.Client): Promise<void> {
	const { rows } = await client.query(
		`select from pg_stat_activity where datname = current_database() and application_name like 'wayfelt%' limit 1`
	);
	if (rows.length > 0) throw new StartError('The program is running on this database: stop it first.');
}

async function firstWithRows(client: pg.Client): Promise<string | undefined> {
	for (const table of await dataTables(client)) {
		const { rows } = await client.query(`select from ${table.quoted} limit 1`);
		if (rows.length > 0) return table.name;
	}
	return undefined;
}

/** The tables as they were when the backup was written. */
async function fitSchema(
	db: Pick<OpenDb, 'system'>,
	log: Logger,
	client: pg.Client,
	{ migrations }: Manifest
): Promise<void> {
	const { missing } = await migrationState(db.system);
	const applied = knownMigrations().filter((name) => !missing.includes(name));
	if (applied.length === migrations.length && applied.every((name) => migrations.includes(name))) return;
	if (applied.length > 0) await client.query('drop schema public cascade; create schema public');
	await migrateTo(db.system, log, migrations);
}

async function load(client: pg.Client, directory: string, manifest: Manifest): Promise<void> {
	const tables = await dataTables(client);
	const lacking = manifest.tables.find((entry) => !tables.some((table) => table.name === entry.name));
	if (lacking !== undefined)
		throw new StartError(`The backup has a table "${lacking.name}" that its migrations do not make.`);
	await client.query('begin');
	// Foreign keys go and come back in the same transaction: no order of tables suits a cycle, and adding checks all rows.
	const keys = await foreignKeys(client);
	for (const key of keys) await client.query(`alter table ${key.table} drop constraint ${key.name}`);
	for (const table of tables) await client.query(`alter table ${table.quoted} disable trigger user`);
	await client.query(`truncate ${tables.map((table) => table.quoted).join(', ')}`);
	for (const entry of manifest.tables) {
		const table = tables.find((one) => one.name === entry.name)!;
		await loadTable(client, table, readTable(directory, table.name));
		const sum = digest();
		for await (const line of tableLines(client, table)) sum.add(line);
		const { rows, sha256 } = sum.result();
		if (rows !== entry.rows || sha256 !== entry.sha256) {
			throw new StartError(
				`The table ${table.name} is not the same after loading (${rows} rows of ${entry.rows}). Nothing was changed.`
			);
		}
	}
	if (tables.some(({ name }) => name === 'document')) await raiseEpochs(client);
	for (const [name, value] of Object.entries(manifest.sequences)) {
		await client.query('select setval($1::regclass, $2)', [`public.${pg.escapeIdentifier(name)}`, value]);
	}
	for (const key of keys) await client.query(`alter table ${key.table} add constraint ${key.name} ${key.definition}`);
	for (const table of tables) await client.query(`alter table ${table.quoted} enable trigger user`);
	await client.query('commit');
	await client.query('analyze');
}

/**
 * Browsers keep copies of documents, newer ones than the backup's: merged again, they would bring back what the restore
 * undid. The clock makes the epoch one that no copy has, whichever backup was restored before.
 */
async function raiseEpochs(client: pg.Client): Promise<void> {
	await client.query(
		`update document set epoch = greatest(epoch + 1, extract(epoch from now() - timestamptz '2026-01-01 00:00:00+00')::int)`
	);
}

async function loadTable(client: pg.Client, table: DataTable, lines: AsyncIterable<string>): Promise<void> {
	const columns = table.columns.join(', ');
	const insert = `insert into ${table.quoted} (${columns}) overriding system value
		select ${columns} from json_populate_recordset(null::${table.quoted}, $1::json)`;
	let piece: string[] = [];
	let size = 0;
	const flush = async (): Promise<void> => {
		if (piece.length > 0) await client.query(insert, [`[${piece.join(',')}]`]);
		piece = [];
		size = 0;
	};
	for await (const line of lines) {
		piece.push(line);
		size += line.length;
		if (piece.length >= PIECE.rows || size >= PIECE.size) await flush();
	}
	await flush();
}

async function foreignKeys(client: pg.Client): Promise<{ table: string; name: string; definition: string }[]> {
	const { rows } = await client.query<{ table: string; name: string; definition: string }>(
		`select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
		from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`
	);
	return rows;
}
