import pg from 'pg';
import type { Embedded } from './supervisor.ts';

const NAME = 'wayfelt';

/**
 * The role and database the program uses. Not the superuser: row-level security does not apply to that one.
 * Two processes at once are sent one after the other by an advisory lock.
 */
export async function makeAppDatabase(
	embedded: Embedded,
	name: string = NAME
): Promise<{ user: string; database: string }> {
	await embedded.query('select pg_advisory_lock(7239002)');
	try {
		const { rows } = await embedded.query(`
			select exists (select from pg_roles where rolname = '${NAME}') as role,
				exists (select from pg_database where datname = '${name}') as database`);
		const found = rows[0] as { role: boolean; database: boolean };
		if (!found.role) await embedded.query(`create role ${NAME} login nosuperuser nobypassrls nocreatedb nocreaterole`);
		if (!found.database)
			await embedded.query(`create database ${pg.escapeIdentifier(name)} owner ${NAME} template template0`);
	} finally {
		await embedded.query('select pg_advisory_unlock(7239002)');
	}
	return { user: NAME, database: name };
}
