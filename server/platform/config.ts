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
	/** Where WeChat's interface is; another one stands in for it in tests and in the demo. */
	readonly wechatBase: string;
	/** The same of WeCom. */
	readonly wecomBase: string;
	/** What this process does; all of it unless ROLES says otherwise. */
	readonly roles: readonly ProcessRole[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Config without what needs the disk; the secret may still be missing. */
export type Settings = Omit<Config, 'secret'> & { readonly secret: string | null };

/** Unset and empty are the same, and spaces around a value are no part of it. */
const given = v.pipe(
	v.optional(v.string()),
	v.transform((text) => text?.trim() || undefined)
);

/** @param schema of the text, when there is one */
const setting = <Output>(schema: v.GenericSchema<string, Output>) => v.pipe(given, v.optional(schema));

const whole = (name: string, low: number, high: number) =>
	v.pipe(
		v.string(),
		v.check(
			(text) => /^\d+$/.test(text) && Number(text) >= low && Number(text) <= high,
			({ input }) => `${name} is "${input}", but must be a whole number from ${low} to ${high}.`
		),
		v.transform(Number)
	);

const longEnough = (name: string, least: number) =>
	v.pipe(
		v.string(),
		v.minLength(least, ({ input }) => `${name} has ${input.length} characters, but needs at least ${least}.`)
	);

const passwordLength = `OWNER_PASSWORD must have ${PASSWORD_MIN} to ${PASSWORD_MAX} characters.`;

/** What each setting may be, with the sentence that says it. */
const EachSetting = v.object({
	NODE_ENV: given,
	HOST: given,
	PORT: setting(whole('PORT', 1, 65_535)),
	ORIGIN: setting(
		v.pipe(
			v.string(),
			v.check(
				isOrigin,
				({ input }) => `ORIGIN is "${input}", but must be an address like https://wayfelt.example.com, without a path.`
			),
			v.transform((text) => new URL(text).origin)
		)
	),
	DATA_DIR: given,
	// The value is not shown: it may hold a password.
	DATABASE_URL: setting(
		v.pipe(
			v.string(),
			v.check(isPostgresUrl, 'DATABASE_URL must look like postgres://user:password@host:5432/database.')
		)
	),
	SECRET: setting(longEnough('SECRET', 32)),
	OWNER_EMAIL: setting(
		v.pipe(
			v.string(),
			v.email(({ input }) => `OWNER_EMAIL is "${input}", but must be an e-mail address.`)
		)
	),
	// Spaces around a password are a part of it.
	OWNER_PASSWORD: v.pipe(
		v.optional(v.string()),
		v.transform((text) => text || undefined),
		v.optional(v.pipe(v.string(), v.minLength(PASSWORD_MIN, passwordLength), v.maxLength(PASSWORD_MAX, passwordLength)))
	),
	LOG_LEVEL: setting(
		v.picklist(logLevels, ({ input }) => `LOG_LEVEL is "${String(input)}", but must be one of ${logLevels.join(', ')}.`)
	),
	METRICS_TOKEN: setting(longEnough('METRICS_TOKEN', 16)),
	COLLAB_SCRATCH: setting(
		v.picklist(['0', '1'], ({ input }) => `COLLAB_SCRATCH is "${String(input)}", but must be 0 or 1.`)
	),
	ROLES: setting(
		v.pipe(
			v.string(),
			v.check(
				(text) => named(text).every((role) => roles.some((known) => known === role)),
				({ input }) => `ROLES is "${input}", but must be some of ${roles.join(', ')}, separated by commas.`
			),
			v.transform((text) => roles.filter((role) => named(text).includes(role)))
		)
	),
	WX_API_BASE: setting(platformBase('WX_API_BASE', 'https://api.weixin.qq.com')),
	WECOM_API_BASE: setting(platformBase('WECOM_API_BASE', 'https://qyapi.weixin.qq.com')),
	TRUSTED_PROXIES: setting(whole('TRUSTED_PROXIES', 0, 16))
});

/** What settings may be beside one another; read by itself, so that it is said together with what is wrong with each. */
const SettingsTogether = v.pipe(
	v.object({
		NODE_ENV: given,
		DATABASE_URL: given,
		OWNER_EMAIL: given,
		OWNER_PASSWORD: v.optional(v.string()),
		COLLAB_SCRATCH: given,
		ROLES: given
	}),
	v.check(
		({ OWNER_EMAIL, OWNER_PASSWORD }) => (OWNER_EMAIL === undefined) === !OWNER_PASSWORD,
		'OWNER_EMAIL and OWNER_PASSWORD belong together: set both or neither.'
	),
	v.check(
		({ COLLAB_SCRATCH, NODE_ENV }) => COLLAB_SCRATCH !== '1' || NODE_ENV !== 'production',
		'COLLAB_SCRATCH=1 accepts documents from anybody and is refused when NODE_ENV is production.'
	),
	v.check(
		({ ROLES, DATABASE_URL }) =>
			ROLES === undefined || DATABASE_URL !== undefined || new Set(named(ROLES)).size >= roles.length,
		'ROLES splits the program into processes that share a database: set DATABASE_URL too.'
	)
);

/**
 * Reads and checks every setting.
 * @throws StartError naming every wrong setting, one sentence each, on its own line
 */
export function readSettings(env: Environment, cwd: string): Settings {
	const each = v.safeParse(EachSetting, env);
	const together = v.safeParse(SettingsTogether, env);
	if (!each.success || !together.success) {
		const wrong = [...(each.issues ?? []), ...(together.issues ?? [])];
		throw new StartError(wrong.map(({ message }) => message).join('\n'));
	}
	const set = each.output;
	const port = set.PORT ?? 3000;
	const dataDir = set.DATA_DIR ?? 'data';
	return {
		production: set.NODE_ENV === 'production',
		host: set.HOST ?? '0.0.0.0',
		port,
		origin: set.ORIGIN ?? `http://localhost:${port}`,
		originIsSet: set.ORIGIN !== undefined,
		dataDir: isAbsolute(dataDir) ? dataDir : resolve(cwd, dataDir),
		databaseUrl: set.DATABASE_URL ?? null,
		secret: set.SECRET ?? null,
		owner:
			set.OWNER_EMAIL !== undefined && set.OWNER_PASSWORD !== undefined
				? { email: set.OWNER_EMAIL, password: set.OWNER_PASSWORD }
				: null,
		logLevel: set.LOG_LEVEL ?? 'info',
		trustedProxies: set.TRUSTED_PROXIES ?? 0,
		metricsToken: set.METRICS_TOKEN ?? null,
		collabScratch: set.COLLAB_SCRATCH === '1',
		wechatBase: set.WX_API_BASE ?? 'https://api.weixin.qq.com',
		wecomBase: set.WECOM_API_BASE ?? 'https://qyapi.weixin.qq.com',
		roles: set.ROLES ?? roles
	};
}

/** The roles that a list names. */
function named(list: string): string[] {
	return list.split(',').map((role) => role.trim());
}

/** Where a platform's interface is. A declaration, since it is used above. */
function platformBase(name: string, example: string) {
	return v.pipe(
		v.string(),
		v.check(isOrigin, ({ input }) => `${name} is "${input}", but must be an address like ${example}, without a path.`),
		v.transform((text) => new URL(text).origin)
	);
}

function isOrigin(value: string): boolean {
	if (!URL.canParse(value)) return false;
	const url = new URL(value);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
	return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
}

function isPostgresUrl(value: string): boolean {
	if (!/^postgres(ql)?:\/\//.test(value)) return false;
	// `postgres://user@/database?host=/var/run/postgresql` has no host: allowed by PostgreSQL, not by URL.
	return URL.canParse(value) || URL.canParse(value.replace(/@\//, '@localhost/'));
}
