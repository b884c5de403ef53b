import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/built-app.ts';
import type { Engine } from './page.ts';
import { ended, printed, start } from './process.ts';

const DRIVER = '/usr/bin/WebKitWebDriver';

/** WebKitGTK on a screen of its own, driven by WebDriver: the engine of Safari, and of WeChat on iPhones. */
export async function startWebKit(): Promise<Engine> {
	const folder = mkdtempSync(join(tmpdir(), 'wayfelt-webkit-'));
	const screen = start('Xvfb', ['-displayfd', '1', '-screen', '0', '1600x1100x24', '-nolisten', 'tcp'], process.env);
	const [, display] = await printed(screen, /^(\d+)$/m);
	// MiniBrowser has no setting for this: what scripts get wrong is printed.
	const browser = join(folder, 'browser');
	writeFileSync(browser, `#!/bin/sh\nexec ${miniBrowser()} --enable-write-console-messages-to-stdout=true "$@"\n`);
	chmodSync(browser, 0o755);

	const port = await freePort();
	const driver = start(DRIVER, [`--port=${port}`], {
		...process.env,
		DISPLAY: `:${display}`,
		HOME: folder,
		XDG_RUNTIME_DIR: folder,
		LANG: 'en_US.UTF-8',
		LANGUAGE: 'en'
	});
	const errors: string[] = [];
	const hear = (chunk: Buffer): void => {
		errors.push(
			...chunk
				.toString()
				.split('\n')
				.filter((line) => line.includes('CONSOLE JS ERROR'))
		);
	};
	driver.stdout.on('data', hear);
	driver.stderr.on('data', hear);
	const base = `http://127.0.0.1:${port}`;
	while (
		!(await fetch(`${base}/status`).then(
			(answer) => answer.ok,
			() => false
		))
	) {
		if (driver.exitCode !== null) throw new Error(`WebKitWebDriver ended with ${driver.exitCode}`);
		await new Promise((wake) => setTimeout(wake, 50));
	}

	async function ask(method: string, path: string, body?: object): Promise<unknown> {
		const answer = await fetch(base + path, { method, ...(body && { body: JSON.stringify(body) }) });
		const { value } = (await answer.json()) as { value: { error?: string; message?: string } };
		if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
		return value;
	}
	const { sessionId } = (await ask('POST', '/session', {
		capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } } }
	})) as { sessionId: string };
	const session = `/session/${sessionId}`;
	await ask('POST', `${session}/window/rect`, { x: 0, y: 0, width: 1440, height: 1000 });

	return {
		errors,
		goto: async (url) => void (await ask('POST', `${session}/url`, { url })),
		async evaluate(expression) {
			const script = `const done = arguments[arguments.length - 1];
				(async () => JSON.stringify((${expression}) ?? null))().then((text) => done({ text }), (error) => done({ error: String(error) }));`;
			const { text, error } = (await ask('POST', `${session}/execute/async`, { script, args: [] })) as {
				text?: string;
				error?: string;
			};
			if (text === undefined) throw new Error(error);
			return JSON.parse(text) as unknown;
		},
		perform: async (actions) => void (await ask('POST', `${session}/actions`, { actions })),
		async close() {
			await ask('DELETE', session).catch(() => undefined);
			await ended(driver);
			await ended(screen);
			rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
		}
	};
}

/** Debian keeps it in a folder of the machine's architecture and of WebKitGTK's interface, by its release. */
function miniBrowser(): string {
	const found = readdirSync('/usr/lib')
		.flatMap((folder) => ['webkit2gtk-4.1', 'webkitgtk-6.0'].map((api) => `/usr/lib/${folder}/${api}/MiniBrowser`))
		.find((path) => existsSync(path));
	if (found === undefined) throw new Error('webkit2gtk-driver has no MiniBrowser here');
	return found;
}
