import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Logger } from 'pino';
import { APP, type App } from '../app.ts';
import { readSettings, type Settings } from '../platform/config.ts';
import { openDatabase } from '../db/client.ts';
import { takeAnswer } from '../areas/answers/http/take-answer.ts';
import { migrate } from '../db/migrate.ts';
import { createLog } from '../platform/log.ts';
import { withSecret } from '../platform/secret.ts';
import { setupCode } from '../areas/workspaces/setup-code.ts';
import { codeOf, reason, StartError } from '../platform/start-error.ts';
import { addresses, isLoopbackName } from '../platform/addresses.ts';
import { createFront, type KitHandler } from '../http/front/front.ts';
import { createMetrics } from '../http/front/process-metrics.ts';
import type { Demo } from '../admin/start-demo.ts';

const HANDLER = join(import.meta.dirname, '..', '..', 'build', 'handler.js');

/** Against senders that never finish, ms; looked at every few seconds. */
const limits = {
	requestTimeout: 30_000,
	headersTimeout: 15_000,
	keepAliveTimeout: 65_000,
	connectionsCheckingInterval: 5_000
};

/** How long requests that are under way may take to finish when the program ends, ms. */
const DRAIN = 10_000;

/** Runs the program until a signal ends it. Listens first (a taken port is known before anything is written). */
export async function serve({ demo }: { demo: boolean }): Promise<void> {
	const settings = readSettings(process.env, process.cwd());
	const log = createLog(settings.logLevel);
	const front = createFront({ config: settings, log, metrics: createMetrics() });
	const server = createServer(limits, front.request);
	server.on('upgrade', front.upgrade);
	await listen(server, settings);

	const stops: (() => Promise<void>)[] = [];
	const stopAll = async (): Promise<void> => {
		for (const stop of stops.splice(0).reverse()) await stop();
	};
	let ending: Promise<void> | undefined;
	let started: Promise<App | null> | null = null;
	let code: string | null;
	let shown = null as Demo | null;
	let added: string | undefined;
	const end = (why: string): void => {
		ending ??= shutDown(
			why,
			server,
			front.drain,
			async () => {
				// What is just being started is not in the list of what must be stopped: the database, above all.
				await started?.catch(() => undefined);
				await stopAll();
			},
			log
		);
	};
	for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => end(signal));
	// `npm start` runs this as its child: when it is killed, nobody would pass signals on any more.
	if (process.send !== undefined) {
		if (process.connected) process.on('disconnect', () => end('the launcher ended'));
		else end('the launcher ended');
	}

	started = start();
	try {
		const composed = await started;
		if (composed === null) return;
		if (composed.config.owner) await composed.workspaces.ensureOwner(composed.config.owner);
		const app = (await shown?.fill(composed)) ?? composed;
		Reflect.set(globalThis, APP, app);
		const { roles } = app.config;
		front.open(app, roles.includes('web') ? await loadKit() : noPages, (request, response, next) =>
			takeAnswer(app, request, response, next)
		);
		code = roles.includes('web') && (await app.workspaces.isEmpty()) ? setupCode(app.config.secret) : null;
		added = await shown?.ready();
	} catch (error) {
		// Told to end meanwhile: whoever does that closes what we were working with.
		if (ending !== undefined) return;
		server.close();
		server.closeAllConnections();
		await stopAll();
		throw error;
	}
	if (ending !== undefined) return;
	announce(settings, code);
	if (added !== undefined) process.stdout.write(added);

	/** @returns null when it was told to end meanwhile */
	async function start(): Promise<App | null> {
		const config = withSecret(settings);
		const db = await openDatabase(config, log);
		stops.push(() => db.stop());
		if (ending !== undefined) return null;
		await migrate(db.system, log);
		if (demo) {
			shown = await (await import('../admin/start-demo.ts')).startDemo();
			stops.push(shown.close);
		}
		// Only now: a start that is refused above ends at once, without loading the whole program.
		const { compose } = await import('../compose.ts');
		const app = await compose({ config: { ...config, ...shown?.settings }, log, db });
		stops.push(() => app.close());
		return ending === undefined ? app : null;
	}
}

function listen(server: Server, config: Settings): Promise<void> {
	return new Promise((done, failed) => {
		server.once('error', (error) => {
			const { host, port } = config;
			const sentences: Record<string, string> = {
				EADDRINUSE: `Port ${port} is taken by another program: stop it, or set PORT to a free one.`,
				EACCES: `Port ${port} may not be opened by this user: set PORT to one above 1023.`,
				EADDRNOTAVAIL: `HOST is "${host}", but this machine has no such address.`,
				ENOTFOUND: `HOST is "${host}", but this machine has no such address.`
			};
			failed(
				new StartError(sentences[codeOf(error) ?? ''] ?? `${host}:${port} cannot be opened (${reason(error)}).`, {
					cause: error
				})
			);
		});
		server.listen(config.port, config.host, () => done());
	});
}

/** Kit's part of the build. It reads these settings while it loads; `front` fills the headers they name. */
async function loadKit(): Promise<KitHandler> {
	if (!existsSync(HANDLER)) throw new StartError('The pages are not built: run "npm start", or "npm run build" first.');
	for (const name of ['HOST_HEADER', 'PORT_HEADER', 'XFF_DEPTH']) delete process.env[name];
	process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
	process.env.ADDRESS_HEADER = 'x-wayfelt-client';
	process.env.BODY_SIZE_LIMIT = '12M';
	const kit = (await import(/* @vite-ignore */ pathToFileURL(HANDLER).href)) as { handler: KitHandler };
	return kit.handler;
}

/** The front turns everything away that this would be asked for. */
const noPages: KitHandler = (_request, _response, next) => next?.();

/**
 * For people, not for log readers: where to go now.
 * @param code while nobody has set up a workspace: whoever comes first from elsewhere must have read this
 */
function announce(config: Settings, code: string | null): void {
	if (!config.roles.includes('web')) {
		process.stdout.write(`\n  Wayfelt is at work: ${config.roles.join(', ')}\n\n`);
		return;
	}
	const lines = config.originIsSet ? [config.origin] : addresses(config);
	process.stdout.write(`\n  Wayfelt is ready: ${lines.join('\n                    ')}\n\n`);
	if (code === null) return;
	const remote = lines.filter((line) => !isLoopbackName(new URL(line).hostname));
	if (remote.length === 0 && isLoopbackName(config.host)) return;
	const links = remote.map((line) => `${line}/setup?code=${code}`);
	process.stdout.write(
		`  Set-up code, for a browser on another machine: ${code}\n${links.map((link) => `    ${link}\n`).join('')}\n`
	);
}

async function shutDown(
	why: string,
	server: Server,
	drain: (ms: number) => Promise<void>,
	stopAll: () => Promise<void>,
	log: Logger
): Promise<void> {
	log.info({ why }, 'ending');
	// If something hangs all the same: what was acknowledged is already on disk.
	setTimeout(() => process.exit(1), DRAIN * 2).unref();
	try {
		server.close();
		server.closeIdleConnections();
		await drain(DRAIN);
		await stopAll();
		server.closeAllConnections();
		process.exit(0);
	} catch (error) {
		log.error({ err: error }, 'the end was not clean');
		process.exit(1);
	}
}
