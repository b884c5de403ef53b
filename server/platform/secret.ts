import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings, type Config, type Environment, type Settings } from './config.ts';
import { codeOf, reason, StartError } from './start-error.ts';

/** Settings from the environment, and the secret from the data directory when SECRET is not set. */
export const loadConfig = (env: Environment = process.env, cwd: string = process.cwd()): Config =>
	withSecret(readSettings(env, cwd));

/** The first thing that writes: makes the data directory and, if need be, the secret. */
export function withSecret(settings: Settings): Config {
	makeDataDir(settings.dataDir);
	return { ...settings, secret: settings.secret ?? secretFile(join(settings.dataDir, 'secret')) };
}

/** Creates the data directory, and proves that it can be written. */
export function makeDataDir(dir: string): void {
	try {
		mkdirSync(dir, { recursive: true, mode: 0o755 });
		writeFileSync(join(dir, '.writable'), '');
	} catch (error) {
		throw new StartError(
			`The data directory ${dir} cannot be written (${codeOf(error) ?? reason(error)}); set DATA_DIR to a directory that can.`,
			{
				cause: error
			}
		);
	}
}

/** Reads the secret, or makes it once: `wx` lets exactly one of two first starts win. */
function secretFile(path: string): string {
	try {
		writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
	} catch (error) {
		if (codeOf(error) !== 'EEXIST')
			throw new StartError(`The secret cannot be written to ${path} (${reason(error)}).`, { cause: error });
	}
	let secret: string;
	try {
		secret = readFileSync(path, 'utf8').trim();
	} catch (error) {
		throw new StartError(`The secret in ${path} cannot be read (${reason(error)}).`, { cause: error });
	}
	if (secret.length < 32) {
		throw new StartError(
			`The secret in ${path} is too short: restore the file from a backup, or delete it (everybody signs in again).`
		);
	}
	return secret;
}
