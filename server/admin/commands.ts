import { join } from 'node:path';
import { migrate } from '../db/migrate.ts';
import { importAirline } from './airline.ts';
import { writeBackup } from './backup.ts';
import { optional, options, withApp, type Command } from './command.ts';
import { eraseAgain } from './erased-again.ts';
import { eraseCustomer } from './erase-customer.ts';
import { createOwner, createToken, everyWorkspace, setPassword, workspaceOf } from './people.ts';
import { restoreBackup } from './restore.ts';
import type { Difference } from '../areas/answers/repo/recount.ts';
import { StartError } from '../platform/start-error.ts';

const migrateCommand: Command = {
	name: 'migrate',
	usage: 'migrate',
	about: 'Brings the database to what this version needs (the program does the same when it starts).',
	parse: options({}),
	run: async ({ db, log, print }) => {
		const done = await migrate(db.system, log);
		print(done.length === 0 ? 'The database is up to date.' : `Migrated: ${done.join(', ')}.`);
	}
};

const backup: Command = {
	name: 'backup',
	usage: 'backup <directory>',
	about: 'Writes everything in the database, as of one moment, into a new directory. Works while the program runs.',
	parse: options({}),
	run: async ({ config, db, print }, { words: [directory] }) => {
		if (directory === undefined) throw new StartError('Say where to: backup <directory>.');
		const { tables } = await writeBackup(db, directory);
		print(`${directory}: ${tables.length} tables, ${tables.reduce((sum, table) => sum + table.rows, 0)} rows.`);
		print(
			`The secret (SECRET, or ${join(config.dataDir, 'secret')}) is not in it, so that the backup opens no sessions: keep it apart. Without it everybody signs in again; nothing else is lost.`
		);
	}
};

const restore: Command = {
	name: 'restore',
	usage: 'restore <directory> [--replace]',
	about: 'Checks a backup and loads it into an empty database; with --replace it takes the place of what is there.',
	parse: options({ replace: { type: 'boolean' } }),
	run: async ({ db, log, print }, { words: [directory], values }) => {
		if (directory === undefined) throw new StartError('Say which: restore <directory>.');
		const { manifest, erasedBefore } = await restoreBackup(db, log, directory, { replace: values.replace === true });
		const { tables } = manifest;
		print(`${tables.length} tables, ${tables.reduce((sum, table) => sum + table.rows, 0)} rows restored and compared.`);
		print('Boards that are open in a browser load again; edits that are newer than the backup are kept apart there.');
		if (erasedBefore.length > 0)
			print(
				[
					'The backup has brought back people who were erased since. To erase them again:',
					...erasedBefore.map(eraseAgain)
				].join('\n  ')
			);
	}
};

const recount: Command = {
	name: 'recount',
	usage: 'recount [--workspace <id>]',
	about:
		'Counts all answers again and repairs the histograms, of every workspace unless one is named; prints every difference it found.',
	parse: options({ workspace: { type: 'string' } }),
	run: (surroundings, given) =>
		withApp(surroundings, async (app) => {
			const id = optional(given, 'workspace');
			const workspaceIds =
				id === undefined ? await everyWorkspace(surroundings.db) : [await workspaceOf(surroundings.db, id)];
			const differences: Difference[] = [];
			for (const workspaceId of workspaceIds) differences.push(...(await app.responses.recount(workspaceId)));
			for (const one of differences) surroundings.print(JSON.stringify(one));
			surroundings.print(
				differences.length === 0
					? 'Every count was right.'
					: `${differences.length} counts were wrong and are right now.`
			);
		})
};

/** Every command; a new one is one more entry. */
export const commands: readonly Command[] = [
	createOwner,
	createToken,
	setPassword,
	backup,
	restore,
	recount,
	eraseCustomer,
	importAirline,
	migrateCommand
];
