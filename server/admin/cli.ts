import { pino } from 'pino';
import { isAppError, type AppError } from '../platform/errors.ts';
import { readSettings } from '../platform/config.ts';
import { openDatabase } from '../db/client.ts';
import { createLog } from '../platform/log.ts';
import { loadConfig } from '../platform/secret.ts';
import { StartError } from '../platform/start-error.ts';
import { commands } from './commands.ts';

/**
 * Runs one command. Results go to standard output, everything else to standard error, so that
 * `$(npm run -s admin -- create-token …)` is the token.
 * @returns exit code
 */
export async function runCli([name, ...args]: string[]): Promise<number> {
	const command = commands.find((one) => one.name === name);
	if (command === undefined) {
		const asked = name === undefined || name === 'help' || name === '--help';
		if (!asked) console.error(`There is no command "${name}".`);
		console.error(
			`npm run admin -- <command>\n\n${commands.map((one) => `  ${one.usage}\n      ${one.about}`).join('\n')}`
		);
		return asked ? 0 : 1;
	}
	try {
		// Progress of migrations and such is not what was asked for.
		const level = process.env.LOG_LEVEL ? readSettings(process.env, process.cwd()).logLevel : 'warn';
		const log = createLog(level, pino.destination(2));
		const config = loadConfig();
		const options = command.parse(args);
		const db = await openDatabase(config, log, 'admin');
		try {
			await command.run({ config, log, db, print: (line) => process.stdout.write(`${line}\n`) }, options);
		} finally {
			await db.stop();
		}
		return 0;
	} catch (error) {
		if (isAppError(error)) console.error(`Refused: ${sentence(error)}.`);
		else if (error instanceof StartError) console.error(error.message);
		else if (isUsage(error)) console.error(`${error.message}\n\nUsage: npm run admin -- ${command.usage}`);
		else console.error(error);
		return 1;
	}
}

function sentence({ code, issues }: AppError): string {
	const details = issues.map((one) => `${one.path?.join('.') ?? 'input'}: ${one.code.replaceAll('_', ' ')}`);
	return [code.replaceAll('_', ' '), ...details].join('; ');
}

/** What `parseArgs` of Node throws for a wrong option. */
const isUsage = (error: unknown): error is Error =>
	error instanceof Error && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
