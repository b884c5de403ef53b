import { timingSafeEqual, createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { sql } from 'kysely';
import type { App } from '../../app.ts';
import { migrationState } from '../../db/migrate.ts';
import { mustHaveRoom } from '../../db/disk-space.ts';

/** Longest wait for the database's answer, ms: who asks wants to know soon. */
const PATIENCE = 2_000;

export interface Readiness {
	readonly ready: boolean;
	readonly parts: Readonly<Record<string, 'ok' | 'down'>>;
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
	const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some(
		(name) => request.headers[name] !== undefined
	);
	return !forwarded && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '');
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const equal = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
