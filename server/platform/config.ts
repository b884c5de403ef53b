import { isAbsolute, resolve } from 'node:path';
import { PASSWORD_MAX, PASSWORD_MIN } from '#domain/access/inputs.ts';
import * as v from 'valibot';
import { StartError } from './start-error.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
/** Parts of the program that a process may run alone: pages and API, shared editing, jobs and consumers of events. */
export const roles = ['web', 'collab', 'worker'] as const;
export type ProcessRole = (typeof roles)[number];
export type LogLevel = (typeof logLevels)[number];

/** The settings of one process, read once at start. `.env.example` says what each of them does. */
export interface Config {
	readonly production: boolean;
	readonly host: string;
	readonly port: number;
	/** Address people use, without a trailing slash. `http://localhost:<port>` unless ORIGIN is set. */
	readonly origin: string;
	/** False: any host name that reaches this process is taken as its address (a phone in the same network). */
	readonly originIsSet: boolean;
	/** Absolute. Holds the secret and the embedded database. */
	readonly dataDir: string;
	/** null: the embedded database. */
	readonly databaseUrl: string | null;
	/** Signs sessions and links; from SECRET or from the file `secret` in the data directory (see secret.ts). */
	readonly secret: string;
	/** Owner that an empty database gets. */
	readonly owner: { readonly email: string; readonly password: string } | null;
	readonly logLevel: LogLevel;
	/** How many proxies in front may be believed about the client's address; 0: none. */
	readonly trustedProxies: number;
	readonly metricsToken: string | null;
	/** For benches: accept documents of the kind `scratch` (never in production). */
	readonly collabScratch: boolean;
	/** What this process does; all of it unless ROLES says otherwise. */
	readonly roles: readonly ProcessRole[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Config without what needs the disk; the secret may still be missing. */
export type Settings = Omit<Config, 'secret'> & { readonly secret: string | null };

/**
 * Reads and checks every setting.
 * @throws StartError naming every wrong setting, one sentence each, on its own line
 */
export function readSettings(env: Environment, cwd: string): Settings {
	const problems: string[] = [];
	const text = (name: string): string | null => {
		const value = env[name]?.trim();
		return value === undefined || value === '' ? null : value;
	};
	const number = (name: string, low: number, high: number, fallback: number): number => {
		const value = text(name);
		if (value === null) return fallback;
		if (/^\d+$/.test(value) && Number(value) >= low && Number(value) <= high) return Number(value);
		problems.push(`${name} is "${value}", but must be a whole number from ${low} to ${high}.`);
		return fallback;
	};

	const production = text('NODE_ENV') === 'production';
	const port = number('PORT', 1, 65_535, 3000);
	const givenOrigin = text('ORIGIN');
	const origin = givenOrigin === null ? null : readOrigin(givenOrigin);
	if (givenOrigin !== null && origin === null) {
		problems.push(
			`ORIGIN is "${givenOrigin}", but must be an address like https://wayfelt.example.com, without a path.`
		);
	}

	const databaseUrl = text('DATABASE_URL');
	if (databaseUrl !== null && !isPostgresUrl(databaseUrl)) {
		// The value is not shown: it may hold a password.
		problems.push('DATABASE_URL must look like postgres://user:password@host:5432/database.');
	}

	const secret = text('SECRET');
	if (secret !== null && secret.length < 32)
		problems.push(`SECRET has ${secret.length} characters, but needs at least 32.`);

	const email = text('OWNER_EMAIL');
	const password = env.OWNER_PASSWORD || null;
	if ((email === null) !== (password === null)) {
		problems.push('OWNER_EMAIL and OWNER_PASSWORD belong together: set both or neither.');
	}
	if (email !== null && !v.is(v.pipe(v.string(), v.email()), email)) {
		problems.push(`OWNER_EMAIL is "${email}", but must be an e-mail address.`);
	}
	if (password !== null && (password.length < PASSWORD_MIN || password.length > PASSWORD_MAX)) {
		problems.push(`OWNER_PASSWORD must have ${PASSWORD_MIN} to ${PASSWORD_MAX} characters.`);
	}

	const level = text('LOG_LEVEL') ?? 'info';
	const logLevel = logLevels.find((known) => known === level);
	if (logLevel === undefined) problems.push(`LOG_LEVEL is "${level}", but must be one of ${logLevels.join(', ')}.`);

	const metricsToken = text('METRICS_TOKEN');
	if (metricsToken !== null && metricsToken.length < 16) {
		problems.push(`METRICS_TOKEN has ${metricsToken.length} characters, but needs at least 16.`);
	}

	const scratch = text('COLLAB_SCRATCH');
	if (scratch !== null && scratch !== '0' && scratch !== '1')
		problems.push(`COLLAB_SCRATCH is "${scratch}", but must be 0 or 1.`);
	if (scratch === '1' && production) {
		problems.push('COLLAB_SCRATCH=1 accepts documents from anybody and is refused when NODE_ENV is production.');
	}

	const wanted = (text('ROLES') ?? roles.join(',')).split(',').map((role) => role.trim());
	if (!wanted.every((role) => roles.some((known) => known === role)))
		problems.push(`ROLES is "${text('ROLES')}", but must be some of ${roles.join(', ')}, separated by commas.`);
	if (new Set(wanted).size < roles.length && databaseUrl === null)
		problems.push('ROLES splits the program into processes that share a database: set DATABASE_URL too.');

	const trustedProxies = number('TRUSTED_PROXIES', 0, 16, 0);
	const dataDir = text('DATA_DIR') ?? 'data';
	if (problems.length > 0) throw new StartError(problems.join('\n'));
	return {
		production,
		host: text('HOST') ?? '0.0.0.0',
		port,
		origin: origin ?? `http://localhost:${port}`,
		originIsSet: origin !== null,
		dataDir: isAbsolute(dataDir) ? dataDir : resolve(cwd, dataDir),
		databaseUrl,
		secret,
		owner: email !== null && password !== null ? { email, password } : null,
		logLevel: logLevel ?? 'info',
		trustedProxies,
		metricsToken,
		collabScratch: scratch === '1',
		roles: roles.filter((role) => wanted.includes(role))
	};
}

function readOrigin(value: string): string | null {
	if (!URL.canParse(value)) return null;
	const url = new URL(value);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
	const bare =
		url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
	return bare ? url.origin : null;
}

function isPostgresUrl(value: string): boolean {
	if (!/^postgres(ql)?:\/\//.test(value)) return false;
	// `postgres://user@/database?host=/var/run/postgresql` has no host: allowed by PostgreSQL, not by URL.
	return URL.canParse(value) || URL.canParse(value.replace(/@\//, '@localhost/'));
}
