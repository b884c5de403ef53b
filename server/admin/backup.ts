import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenDb } from '../db/client.ts';
import { migrationState } from '../db/migrate.ts';
import { unhandledEvents } from '../events/unhandled.ts';
import { codeOf, reason, StartError } from '../platform/start-error.ts';
import { writeTable, type Manifest, type TableEntry } from './archive.ts';
import { dataTables, sequences, tableLines } from './tables.ts';

/**
 * Writes the whole database as it is at one moment; people go on working meanwhile. The manifest comes last, so a
 * directory without one is a backup that was cut off.
 */
export async function writeBackup(db: Pick<OpenDb, 'createClient' | 'system'>, directory: string): Promise<Manifest> {
	const { missing, unknown } = await migrationState(db.system);
	if (missing.length + unknown.length > 0) {
		throw new StartError(
			'The database does not fit this version of the program: run "npm run admin -- migrate", or use the version that wrote it.'
		);
	}
	try {
		mkdirSync(directory, { mode: 0o700 });
	} catch (error) {
		const why = codeOf(error) === 'EEXIST' ? 'it is there already' : reason(error);
		throw new StartError(`The directory ${directory} cannot be made (${why}).`, { cause: error });
	}
	const client = db.createClient('admin backup', { statement_timeout: 0 });
	await client.connect();
	try {
		await client.query('begin isolation level repeatable read read only');
		const tables: TableEntry[] = [];
		for (const table of await dataTables(client))
			tables.push(await writeTable(directory, table.name, tableLines(client, table)));
		const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name');
		const manifest: Manifest = {
			format: 'wayfelt backup 1',
			at: new Date().toISOString(),
			migrations: rows.map((row) => row.name),
			sequences: await sequences(client),
			unhandled: await unhandledEvents(client),
			tables
		};
		await client.query('commit');
		writeFileSync(join(directory, 'manifest.json'), `${JSON.stringify(manifest, null, '\t')}\n`, {
			mode: 0o600,
			flag: 'wx'
		});
		return manifest;
	} finally {
		await client.end();
	}
}
