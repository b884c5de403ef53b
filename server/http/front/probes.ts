import { timingSafeEqual, createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sql } from 'kysely';
import type { App } from '../../app.ts';
import { migrationState } from '../../db/migrate.ts';
import { mustHaveRoom } from '../../db/disk-space.ts';
import { isLoopback } from '../../platform/addresses.ts';
import { cameThroughProxy } from '../at-this-machine.ts';
import { collabSamples, eventSamples, projectionSamples, type Metrics } from './process-metrics.ts';
import { sendJson, type TurnAway } from './turn-away.ts';

/** Longest wait for the database's answer, ms: who asks wants to know soon. */
const PATIENCE = 2_000;

export interface Readiness {
	readonly ready: boolean;
	readonly parts: Readonly<Record<string, 'ok' | 'down'>>;
}

/** At `/metrics` browsers, which ask for HTML, read what the numbers of the maps mean; whoever scrapes asks for none. */
export const isProbe = (path: string, accept = ''): boolean =>
	path === '/healthz' || path === '/readyz' || (path === '/metrics' && !accept.includes('text/html'));

/** What the probes need to know of the program; without `app` it is starting. */
export interface ProbedState {
	readonly app: App | undefined;
	readonly draining: boolean;
	readonly metrics: Metrics;
	/** Who may read the metrics (`mayReadMetrics`). */
	readonly token: string | null;
	readonly turnAway: TurnAway;
}

export async function answerProbe(
	path: string,
	request: IncomingMessage,
	response: ServerResponse,
	{ app, draining, metrics, token, turnAway }: ProbedState
): Promise<void> {
	if (path === '/healthz') return sendJson(response, 200, { status: 'ok' });
	if (path === '/readyz') {
		if (app === undefined || draining) return sendJson(response, 503, { status: draining ? 'ending' : 'starting' });
		const { ready, parts } = await readiness(app);
		return sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', ...parts });
	}
	if (!mayReadMetrics(request, token)) return turnAway(404, 'not_found', request, response);
	response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
	const events = await app?.events?.stats();
	const behind = await app?.projections?.size();
	const more = [
		...(app ? collabSamples(app.collab.stats()) : []),
		...(events ? eventSamples(events) : []),
		...(behind === undefined ? [] : projectionSamples(behind))
	];
	response.end(await metrics.text(more));
}

/** May this process get requests? */
export async function readiness(app: App): Promise<Readiness> {
	const database = await within(PATIENCE, () => sql`select 1`.execute(app.db.system));
	const migrations = database && (await within(PATIENCE, () => mustBeMigrated(app)));
	const storage = await within(PATIENCE, () =>
		mustHaveRoom(app.db, app.config.databaseUrl === null ? app.config.dataDir : null)
	);
	const state = (ok: boolean): 'ok' | 'down' => (ok ? 'ok' : 'down');
	const collab = app.collab.stats().databaseUp;
	const parts = {
		database: state(database),
		migrations: state(migrations),
		storage: state(storage),
		collab: state(collab)
	};
	return { ready: database && migrations && storage && collab, parts };
}

async function mustBeMigrated(app: App): Promise<void> {
	const { missing } = await migrationState(app.db.system);
	if (missing.length > 0) throw new Error(`${missing.length} migrations are missing`);
}

async function within(ms: number, ask: () => Promise<unknown>): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<boolean>((done) => (timer = setTimeout(() => done(false), ms)));
	try {
		return await Promise.race([
			ask().then(
				() => true,
				() => false
			),
			late
		]);
	} finally {
		clearTimeout(timer);
	}
}

/**
 * With METRICS_TOKEN only its bearer reads the metrics, else only this machine itself – and not through a proxy
 * on this machine, which would make everybody local.
 */
export function mayReadMetrics(request: Pick<IncomingMessage, 'headers' | 'socket'>, token: string | null): boolean {
	if (token !== null) return equal(request.headers.authorization ?? '', `Bearer ${token}`);
	return (
		!cameThroughProxy((name) => request.headers[name] !== undefined) && isLoopback(request.socket.remoteAddress ?? '')
	);
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const equal = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
