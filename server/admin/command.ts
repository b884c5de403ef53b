import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Logger } from 'pino';
import type { App } from '../app.ts';
import { compose } from '../compose.ts';
import type { Config } from '../platform/config.ts';
import type { OpenDb } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { StartError } from '../platform/start-error.ts';

/** What a command works with; the database is open and is closed afterwards. */
export interface Surroundings {
	readonly config: Config;
	readonly log: Logger;
	readonly db: OpenDb;
	/** One line of the result. */
	readonly print: (line: string) => void;
}

export interface Options {
	readonly words: readonly string[];
	readonly values: Readonly<Record<string, string | boolean | undefined>>;
}

export interface Command {
	readonly name: string;
	readonly usage: string;
	readonly about: string;
	parse(args: string[]): Options;
	run(surroundings: Surroundings, options: Options): Promise<void>;
}

/** Options of a command, from Node's own parser; words without dashes are in `words`. */
export const options =
	(known: NonNullable<ParseArgsConfig['options']>) =>
	(args: string[]): Options => {
		const { values, positionals } = parseArgs({ args, options: known, allowPositionals: true, strict: true });
		return { words: positionals, values: values as Options['values'] };
	};

/** @throws StartError naming the option */
export function required(given: Options, name: string): string {
	const value = given.values[name];
	if (typeof value !== 'string' || value === '') throw new StartError(`--${name} is missing.`);
	return value;
}

export const optional = (given: Options, name: string): string | undefined => {
	const value = given.values[name];
	return typeof value === 'string' && value !== '' ? value : undefined;
};

/** The whole program on the migrated database, for a command that uses its services. */
export async function withApp<T>({ config, log, db }: Surroundings, work: (app: App) => Promise<T>): Promise<T> {
	await migrate(db.system, log);
	const app = await compose({ config, log, db });
	try {
		return await work(app);
	} finally {
		await app.close();
	}
}
