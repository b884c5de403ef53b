import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql, type Kysely } from 'kysely';
import { Migrator, NO_MIGRATIONS, type Migration, type MigrationProvider, type NoMigrations } from 'kysely/migration';
import type { Logger } from 'pino';
import { reason, StartError } from '../platform/start-error.ts';
import type { Database } from './tables/index.ts';

/** `migrations/` of this program. */
export const migrationsDir = join(import.meta.dirname, '..', '..', 'migrations');

/** Two starting processes do so one after the other. */
const LOCK = 7_239_003;

/** Names of the migrations this program has, in order. */
export const knownMigrations = (dir: string = migrationsDir): string[] =>
	readdirSync(dir)
		.filter((file) => file.endsWith('.ts'))
		.map((file) => file.slice(0, -3))
		.sort();

/** Migrations as files that Node runs as they are. */
const fromFiles = (dir: string, names: readonly string[] = knownMigrations(dir)): MigrationProvider => ({
	getMigrations: async () => {
		const entries = names.map(
			async (name) =>
				[name, (await import(/* @vite-ignore */ pathToFileURL(join(dir, `${name}.ts`)).href)) as Migration] as const
		);
		return Object.fromEntries(await Promise.all(entries));
	}
});

/**
 * Brings the schema to what this program needs, all of it in one transaction: it works or nothing happened.
 * @param system a Kysely whose connections see every workspace
 * @returns names of the migrations that ran
 * @throws StartError when the database is newer than the program, or a migration fails
 */
export const migrate = (system: Kysely<Database>, log: Logger, dir: string = migrationsDir): Promise<string[]> =>
	oneStarter(system, async (one) => {
		const { missing, unknown } = await migrationState(one, dir);
		if (unknown.length > 0) {
			throw new StartError(
				`The database is newer than this program (it has "${unknown.at(-1)}"): start the newer version, or restore an older backup.`
			);
		}
		return missing.length === 0 ? [] : run(one, log, fromFiles(dir));
	});

/** Runs exactly these migrations on an empty database: the schema that a backup was made of. */
export const migrateTo = (system: Kysely<Database>, log: Logger, names: readonly string[]): Promise<string[]> =>
	oneStarter(system, (one) => run(one, log, fromFiles(migrationsDir, names)));

/** Undoes every migration, newest first; every row is lost. For tests of the way back. */
export const migrateDown = (system: Kysely<Database>, log: Logger): Promise<string[]> =>
	oneStarter(system, (one) => run(one, log, fromFiles(migrationsDir), NO_MIGRATIONS));

/** On one connection without time limits, while no other process migrates or upgrades documents. */
export const oneStarter = <T>(system: Kysely<Database>, work: (one: Kysely<Database>) => Promise<T>): Promise<T> =>
	system.connection().execute(async (one) => {
		await sql`set statement_timeout = 0`.execute(one);
		await sql`set lock_timeout = 0`.execute(one);
		await sql`select pg_advisory_lock(${LOCK})`.execute(one);
		try {
			return await work(one);
		} finally {
			await sql`select pg_advisory_unlock(${LOCK})`.execute(one);
			await sql`reset statement_timeout`.execute(one);
			await sql`reset lock_timeout`.execute(one);
		}
	});

async function run(
	one: Kysely<Database>,
	log: Logger,
	provider: MigrationProvider,
	target?: NoMigrations
): Promise<string[]> {
	// Two people's migrations may meet in one database in another order than their dates.
	const migrator = new Migrator({ db: one, provider, allowUnorderedMigrations: true });
	const { error, results } = await (target === undefined ? migrator.migrateToLatest() : migrator.migrateTo(target));
	const failed = results?.find((result) => result.status === 'Error');
	if (error !== undefined) {
		throw new StartError(
			`The migration "${failed?.migrationName ?? 'list'}" failed: ${reason(error)}. Nothing was changed.`,
			{ cause: error }
		);
	}
	for (const { migrationName } of results ?? []) log.info({ migration: migrationName }, 'the database was migrated');
	return (results ?? []).map((result) => result.migrationName);
}

/** What the database lacks, and what it has that this program does not know. Both empty: ready. */
export async function migrationState(
	db: Kysely<Database>,
	dir: string = migrationsDir
): Promise<{ missing: string[]; unknown: string[] }> {
	const known = knownMigrations(dir);
	const applied = await appliedMigrations(db);
	return {
		missing: known.filter((name) => !applied.includes(name)),
		unknown: applied.filter((name) => !known.includes(name))
	};
}

async function appliedMigrations(db: Kysely<Database>): Promise<string[]> {
	const { rows: tables } = await sql<{
		there: boolean;
	}>`select to_regclass('kysely_migration') is not null as there`.execute(db);
	if (tables[0]?.there !== true) return [];
	const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
	return rows.map((row) => row.name);
}
