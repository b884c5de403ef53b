import { sql } from 'kysely';
import type { Logger } from 'pino';
import { isAppError } from '../platform/errors.ts';
import { codeOf, reason, StartError } from '../platform/start-error.ts';
import type { Db } from './scope.ts';

/** Debian 12 brings 15: the SQL is written for it. */
const OLDEST = 15;

interface ServerFacts {
	version: number;
	encoding: string;
	fsync: string;
	synchronous_commit: string;
	bypasses: boolean;
}

/** Whether this server keeps what we promise ("saved" means on disk, one workspace never sees another). */
export async function checkServer(
	db: Pick<Db, 'system'>,
	{ production, log }: { production: boolean; log: Logger }
): Promise<void> {
	const { rows } = await sql<ServerFacts>`
		select current_setting('server_version_num')::int / 10000 as version,
			current_setting('server_encoding') as encoding,
			current_setting('fsync') as fsync,
			current_setting('synchronous_commit') as synchronous_commit,
			(select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as bypasses
	`.execute(db.system);
	const facts = rows[0];
	if (facts === undefined) throw new StartError('The database did not say what it is.');
	if (facts.version < OLDEST)
		throw new StartError(`The database is PostgreSQL ${facts.version}, but version ${OLDEST} or newer is needed.`);
	if (facts.encoding !== 'UTF8')
		throw new StartError(`The database has the encoding ${facts.encoding}, but must have UTF8.`);
	if (facts.fsync === 'off') {
		if (production)
			throw new StartError('The database runs with fsync=off and would lose answers in a power cut: switch it on.');
		log.warn('the database runs with fsync=off: a power cut loses data');
	}
	if (facts.synchronous_commit === 'off')
		log.warn('the database runs with synchronous_commit=off: a power cut loses the last answers and edits');
	if (facts.bypasses) {
		log.warn(
			'the role in DATABASE_URL is a superuser or bypasses row-level security: the second wall between workspaces is down'
		);
	}
}

/** A failed first connection as one sentence; the address only without its password. */
export function explain(thrown: unknown, databaseUrl: string | null): unknown {
	const error = isAppError(thrown) ? thrown.cause : thrown;
	if (error instanceof StartError) return error;
	if (databaseUrl === null)
		return new StartError(`The embedded database cannot be used: ${reason(error)}.`, { cause: error });
	const where = URL.canParse(databaseUrl) ? withoutPassword(databaseUrl) : 'DATABASE_URL';
	const sentence = (what: string): StartError => new StartError(`The database at ${where} ${what}`, { cause: error });
	switch (codeOf(error)) {
		case 'ECONNREFUSED':
		case 'ENOENT':
			return sentence('does not listen: is PostgreSQL running, and are host and port in DATABASE_URL right?');
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return sentence('was not found: the host in DATABASE_URL is unknown.');
		case 'ETIMEDOUT':
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
			return sentence('cannot be reached: is there a firewall in between?');
		case '28P01':
		case '28000':
			return sentence('refuses the user or the password in DATABASE_URL.');
		case '3D000':
			return sentence('does not exist on that server: create it, or correct its name in DATABASE_URL.');
		case '53300':
			return sentence('has no connection left for this program.');
		case '57P03':
			return sentence('is just starting or stopping: try again in a moment.');
		default:
			return sentence(`cannot be used: ${reason(error)}.`);
	}
}

function withoutPassword(databaseUrl: string): string {
	const url = new URL(databaseUrl);
	return `${url.host || 'localhost'}${url.pathname}`;
}
