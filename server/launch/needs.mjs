// What the tests need beyond the packages: browsers and Debian's PostgreSQL. Installed only where that is possible.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectEnv, projectNode, root, step, Stop } from './common.mjs';
import { noBrowser, noEngines, noPostgres, whyNot } from './needs-text.mjs';

const POSTGRES = '/usr/lib/postgresql/15/bin/postgres';

/** Debian's Chromium without windows, as Playwright's is: the tests take a third less processor time in it. */
const SHELL = { package: 'chromium-headless-shell', path: '/usr/bin/chromium-headless-shell' };
const CHROMIUM = { package: 'chromium', path: '/usr/bin/chromium' };

/**
 * The browser that is there, else Playwright's, else Debian's. Where that is Debian's with windows, the one without is
 * put beside it if it can be.
 * @returns {Promise<string | null>} its path; null for Playwright's own
 */
export async function ensureBrowser() {
	if (process.env.CHROMIUM_PATH) {
		if (!works(process.env.CHROMIUM_PATH))
			throw new Stop(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, but that cannot be run.`);
		return process.env.CHROMIUM_PATH;
	}
	const known = [
		SHELL.path,
		CHROMIUM.path,
		'/usr/bin/chromium-browser',
		'/usr/bin/google-chrome',
		'/usr/bin/google-chrome-stable'
	];
	const there = known.find(works);
	if (there === CHROMIUM.path && (await apt('a browser without windows', [SHELL.package])) && works(SHELL.path))
		return SHELL.path;
	if (there !== undefined) return there;
	if (works(playwrights())) return null;
	const cli = [projectNode, join(root, 'node_modules', 'playwright', 'cli.js')];
	const { output } = await step("Installing Playwright's browser", cli, ['install', 'chromium'], { env: projectEnv() });
	const { isThere, runs, said } = tried(playwrights());
	if (runs) return null;
	for (const browser of [SHELL, CHROMIUM])
		if (await apt('a browser and Chinese fonts', [browser.package, 'fonts-noto-cjk'])) return browser.path;
	const why = isThere ? `does not run here${whyNot(said)}` : `could not be downloaded${whyNot(output)}`;
	throw new Stop(noBrowser({ why, ...machine() }));
}

const works = (path) => tried(path).runs;

function tried(path) {
	if (!existsSync(path)) return { isThere: false, runs: false, said: '' };
	const { status, stderr } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
	return { isThere: true, runs: status === 0, said: stderr };
}

function playwrights() {
	const script = "import('playwright').then((p) => console.log(p.chromium.executablePath()))";
	return spawnSync(projectNode, ['-e', script], { cwd: root, env: projectEnv(), encoding: 'utf8' }).stdout.trim();
}

/** @returns {Promise<string | null>} why the second database is not tested; null when it is */
export async function ensurePostgres15() {
	if (existsSync(POSTGRES)) return null;
	if (!mayUseApt()) return noPostgres(machine());
	// Without this, the package would start a server of its own.
	if (await apt('what PostgreSQL 15 needs', ['postgresql-common'])) {
		writeFileSync('/etc/postgresql-common/createcluster.conf', 'create_main_cluster = false\n');
		if ((await apt('PostgreSQL 15', ['postgresql-15'])) && existsSync(POSTGRES)) return null;
	}
	return 'PostgreSQL 15 could not be installed through apt';
}

/** What Firefox and WebKit are driven with: Debian's packages, and a program of each by which it is known. */
const ENGINES = {
	'firefox-esr': '/usr/bin/firefox-esr',
	'webkit2gtk-driver': '/usr/bin/WebKitWebDriver',
	xvfb: '/usr/bin/Xvfb'
};

const enginesMissing = () => Object.keys(ENGINES).filter((name) => !existsSync(ENGINES[name]));

/** @returns {Promise<string | null>} why the other engines are not tested; null when they are */
export async function ensureEngines() {
	const missing = enginesMissing();
	if (missing.length === 0) return null;
	if (!mayUseApt()) return noEngines({ missing, ...machine() });
	if ((await apt('Firefox and WebKit', missing)) && enginesMissing().length === 0) return null;
	return `${missing.join(', ')} could not be installed through apt`;
}

const machine = () => ({
	hasApt: existsSync('/usr/bin/apt-get'),
	isRoot: process.getuid?.() === 0,
	hasPostgres15: existsSync(POSTGRES)
});

const mayUseApt = () => machine().hasApt && machine().isRoot;

let isUpdated = false;

async function apt(what, packages) {
	if (!mayUseApt()) return false;
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	if (!isUpdated) {
		await step('Reading the list of Debian packages', ['apt-get'], ['update', '-qq'], { env });
		isUpdated = true;
	}
	const { code, output } = await step(
		`Installing ${what}`,
		['apt-get'],
		['install', '-y', '-qq', '--no-install-recommends', ...packages],
		{ env }
	);
	if (code !== 0) process.stdout.write(output);
	return code === 0;
}
