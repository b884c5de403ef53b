import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { FullConfig } from '@playwright/test';
import { startBuiltApp } from '../../support/built-app.ts';

/** Starts the built program once for every worker; the tests make workspaces' worth of things of their own in it. */
export default async function globalSetup({ workers }: FullConfig): Promise<() => Promise<void>> {
	const apps = await Promise.all(Array.from({ length: workers }, () => startBuiltApp()));
	process.env.WAYFELT_E2E_URLS = apps.map(({ url }) => url).join(' ');
	return async () => {
		const wrong = (await Promise.all(apps.map((app) => recount(app.dataDir)))).filter((said) => said !== null);
		await Promise.all(
			apps.map(async (app) => {
				await app.stop();
				app.cleanup();
			})
		);
		if (wrong.length > 0) throw new Error(`After all tests the counts differ from the answers:\n${wrong.join('\n')}`);
	};
}

/** Whatever the tests did to answers, their counts must still be right. @returns what `recount` found, or null */
async function recount(dataDir: string): Promise<string | null> {
	const env = { ...process.env, DATA_DIR: dataDir };
	const { stdout } = await promisify(execFile)(process.execPath, ['server/cli.ts', 'recount'], { env });
	return stdout.trim().endsWith('Every count was right.') ? null : stdout;
}
