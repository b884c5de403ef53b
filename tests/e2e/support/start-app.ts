import { startBuiltApp } from '../../support/built-app.ts';

/** Starts the built program once for the whole run; the tests make workspaces' worth of things of their own in it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
	const app = await startBuiltApp();
	process.env.WAYFELT_E2E_URL = app.url;
	return async () => {
		await app.stop();
		app.cleanup();
	};
}
