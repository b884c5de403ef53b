import { defineConfig } from '@playwright/test';

/** End-to-end tests drive the built app as `npm start` runs it; tests/e2e/support starts and stops it. */
export default defineConfig({
	testDir: 'tests/e2e',
	// Two workers, each with a program of its own: one waits while the other works (a quarter off the whole on 2 cores).
	// No retries: a flake is a defect to find, not to repeat.
	workers: 2,
	retries: 0,
	fullyParallel: false,
	timeout: 60_000,
	expect: { timeout: 10_000 },
	globalSetup: './tests/e2e/support/start-app.ts',
	reporter: process.env.CI ? [['list'], ['json', { outputFile: 'test-results/e2e.json' }]] : [['list']],
	use: {
		locale: 'en-US',
		// Steps of a failed test, and one picture of its end. A filmstrip of every test, kept or not, takes as long as the
		// tests themselves, since Chromium draws in software here, and the DOM of every step a sixth: `--trace on` for those.
		trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
		screenshot: 'only-on-failure',
		launchOptions: {
			...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
			// Without a UTF-8 locale Chromium calls a download with a Chinese name "download".
			env: { ...process.env, LC_ALL: 'C.UTF-8' },
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	}
});
