import { existsSync } from 'node:fs';

/** Settings from a `.env` in the current directory; what is set in the environment already wins. */
export function loadEnvFile(): void {
	if (existsSync('.env')) process.loadEnvFile('.env');
}
