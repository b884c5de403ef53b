import { describe, expect, test } from 'vitest';
import { readSettings, type Environment } from './config.ts';
import { StartError } from './start-error.ts';

const read = (env: Environment) => readSettings(env, '/srv/wayfelt');

describe('settings', () => {
	test('all have a default', () => {
		expect(read({})).toEqual({
			production: false,
			host: '0.0.0.0',
			port: 3000,
			origin: 'http://localhost:3000',
			originIsSet: false,
			dataDir: '/srv/wayfelt/data',
			databaseUrl: null,
			secret: null,
			owner: null,
			logLevel: 'info',
			trustedProxies: 0,
			metricsToken: null,
			collabScratch: false,
			wechatBase: 'https://api.weixin.qq.com',
			wecomBase: 'https://qyapi.weixin.qq.com',
			roles: ['web', 'collab', 'worker']
		});
	});

	test('an empty value is the default', () => {
		expect(read({ PORT: '', ORIGIN: ' ', DATABASE_URL: '', OWNER_EMAIL: '', OWNER_PASSWORD: '' })).toEqual(read({}));
	});

	test.each([
		['https://wayfelt.example.com', 'https://wayfelt.example.com'],
		['https://wayfelt.example.com/', 'https://wayfelt.example.com'],
		['http://10.0.0.5:8080', 'http://10.0.0.5:8080'],
		['HTTPS://Wayfelt.Example.com:443', 'https://wayfelt.example.com']
	])('ORIGIN %s', (given, origin) => {
		expect(read({ ORIGIN: given })).toMatchObject({ origin, originIsSet: true });
	});

	test.each<[string, Environment, RegExp]>([
		['PORT', { PORT: '0' }, /^PORT is "0", but must be a whole number from 1 to 65535\.$/],
		['PORT', { PORT: '3000.5' }, /^PORT is/],
		['ORIGIN with a path', { ORIGIN: 'https://example.com/app' }, /^ORIGIN is/],
		['ORIGIN with a user', { ORIGIN: 'https://me:pw@example.com' }, /^ORIGIN is/],
		['ORIGIN of another kind', { ORIGIN: 'ftp://example.com' }, /^ORIGIN is/],
		['SECRET', { SECRET: 'x'.repeat(31) }, /^SECRET has 31 characters, but needs at least 32\.$/],
		['half an owner', { OWNER_EMAIL: 'a@example.com' }, /belong together/],
		['OWNER_EMAIL', { OWNER_EMAIL: 'nobody', OWNER_PASSWORD: 'long enough' }, /^OWNER_EMAIL is "nobody"/],
		['OWNER_PASSWORD', { OWNER_EMAIL: 'a@example.com', OWNER_PASSWORD: 'short' }, /^OWNER_PASSWORD must have/],
		['LOG_LEVEL', { LOG_LEVEL: 'loud' }, /must be one of fatal, error/],
		['TRUSTED_PROXIES', { TRUSTED_PROXIES: '-1' }, /^TRUSTED_PROXIES is "-1"/],
		['METRICS_TOKEN', { METRICS_TOKEN: 'guess' }, /^METRICS_TOKEN has 5 characters/],
		['ROLES', { ROLES: 'web,cook' }, /^ROLES is "web,cook", but must be some of web, collab, worker/],
		['split without a shared database', { ROLES: 'web,web,collab' }, /set DATABASE_URL too/],
		['COLLAB_SCRATCH', { COLLAB_SCRATCH: 'yes' }, /must be 0 or 1/],
		[
			'COLLAB_SCRATCH in production',
			{ COLLAB_SCRATCH: '1', NODE_ENV: 'production' },
			/refused when NODE_ENV is production/
		]
	])('a wrong %s is refused with one sentence', (_name, env, sentence) => {
		expect(() => read(env)).toThrow(sentence);
	});

	test('all wrong settings are told at once, each with its sentence', () => {
		const all = {
			PORT: 'eighty',
			ORIGIN: 'wayfelt.example.com',
			DATABASE_URL: 'mysql://me:hidden@host/db',
			SECRET: 'short',
			OWNER_EMAIL: 'nobody',
			LOG_LEVEL: 'loud',
			METRICS_TOKEN: 'guess',
			COLLAB_SCRATCH: 'yes',
			ROLES: 'cook',
			TRUSTED_PROXIES: 'all'
		};
		const told = (env: Environment): string[] => {
			try {
				read(env);
			} catch (error) {
				expect(error).toBeInstanceOf(StartError);
				return (error as StartError).message.split('\n');
			}
			return [];
		};
		expect(told(all).map((sentence) => sentence.split(' ')[0])).toEqual([...Object.keys(all), 'OWNER_EMAIL']);
		expect(told({ ...all, OWNER_PASSWORD: 'short' })).toEqual([
			...told(all)
				.filter((sentence) => !/OWNER_EMAIL|belong/.test(sentence))
				.slice(0, 4),
			'OWNER_EMAIL is "nobody", but must be an e-mail address.',
			expect.stringMatching(/^OWNER_PASSWORD must have/),
			...told(all).slice(5, -1)
		]);
		for (const sentence of told(all)) expect(sentence).toMatch(/^[A-Z_]+ .+\.$/);
		expect(
			told({ NODE_ENV: 'production', COLLAB_SCRATCH: '1', ROLES: 'web', OWNER_PASSWORD: 'long enough for me' })
		).toHaveLength(3);
	});

	test('spaces belong to a password, and to nothing else', () => {
		const owner = { OWNER_EMAIL: ' a@example.com ', OWNER_PASSWORD: ' a long enough passphrase ' };
		expect(read({ ...owner, PORT: ' 80 ', ROLES: ' web , collab,worker ' })).toMatchObject({
			port: 80,
			owner: { email: 'a@example.com', password: ' a long enough passphrase ' },
			roles: ['web', 'collab', 'worker']
		});
	});

	test('a wrong DATABASE_URL is refused without showing its password', () => {
		expect(() => read({ DATABASE_URL: 'mysql://me:hidden@host/db' })).toThrow(
			/^DATABASE_URL must look like postgres:\/\/user:password@host:5432\/database\.$/
		);
	});

	test('a DATABASE_URL may name a socket', () => {
		const url = 'postgres://wayfelt@/wayfelt?host=/var/run/postgresql';
		expect(read({ DATABASE_URL: url }).databaseUrl).toBe(url);
	});
});
