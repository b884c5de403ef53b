import type { FullConfig } from '@playwright/test';
import { startBuiltApp } from '../../support/built-app.ts';

/** Starts the built program once for every worker; the tests make workspaces' worth of things of their own in it. */
export default async function globalSetup({ workers }: FullConfig): Promise<() => Promise<void>> {
	const apps = await Promise.all(Array.from({ length: workers }, () => startBuiltApp()));
	process.env.WAYFELT_E2E_URLS = apps.map(({ url }) => url).join(' ');
	return async () => {
		await Promise.all(
			apps.map(async (app) => {
				await app.stop();
				app.cleanup();
			})
		);
	};
}
