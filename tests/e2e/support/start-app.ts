import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { FullConfig } from '@playwright/test';
import { startBuiltApp } from '../../support/built-app.ts';
import { startSeveral } from '../../support/several-apps.ts';

/** What the tests of one worker run against. */
interface Installation {
	readonly url: string;
	/** For a command that works on its database. */
	readonly env: Readonly<Record<string, string>>;
	close(): Promise<void>;
}

/**
 * Starts the built program once for every worker; the tests make workspaces' worth of things of their own in it. With
 * WAYFELT_E2E_PROCESSES it is so many processes over one database, behind a proxy that gives each its turn.
 */
export default async function globalSetup({ workers }: FullConfig): Promise<() => Promise<void>> {
	const processes = Number(process.env.WAYFELT_E2E_PROCESSES ?? 1);
	const all = await Promise.all(Array.from({ length: workers }, () => (processes > 1 ? several(processes) : one())));
	process.env.WAYFELT_E2E_URLS = all.map(({ url }) => url).join(' ');
	return async () => {
		const wrong = (await Promise.all(all.map(({ env }) => recount(env)))).filter((said) => said !== null);
		await Promise.all(all.map((installation) => installation.close()));
		if (wrong.length > 0) throw new Error(`After all tests the counts differ from the answers:\n${wrong.join('\n')}`);
	};
}

const several = (processes: number): Promise<Installation> =>
	startSeveral(Array.from({ length: processes }, () => ({})));

async function one(): Promise<Installation> {
	const app = await startBuiltApp();
	return {
		url: app.url,
		env: { DATA_DIR: app.dataDir },
		close: async () => {
			await app.stop();
			app.cleanup();
		}
	};
}

/** Whatever the tests did to answers, their counts must still be right. @returns what `recount` found, or null */
async function recount(own: Readonly<Record<string, string>>): Promise<string | null> {
	const env = { ...process.env, ...own };
	const { stdout } = await promisify(execFile)(process.execPath, ['server/cli.ts', 'recount'], { env });
	return stdout.trim().endsWith('Every count was right.') ? null : stdout;
}
