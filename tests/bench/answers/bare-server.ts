import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { uuidv7 } from '#domain/shared/ids.ts';
import { readSettings } from '../../../server/platform/config.ts';
import { openDatabase, type OpenDb } from '../../../server/db/client.ts';
import { createLog } from '../../../server/platform/log.ts';

/*
 * The least that a web server of Node's does with a form: reads it, inserts one bare row, redirects. What the same
 * callers reach here is what HTTP leaves of the floor on a machine that runs callers, server and database.
 *   DATA_DIR=… node tests/bench/answers/bare-server.ts   prints its port
 */
let db: OpenDb;
const workspace = uuidv7(Date.now(), randomBytes(10));

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const form = new URLSearchParams(await text(request));
	const answers = JSON.stringify({ nps: Number(form.get('nps')), comment: form.get('comment') });
	await sql`insert into bench_floor values (${workspace}, ${form.get('response')}, ${answers})`.execute(db.system);
	response.writeHead(303, { Location: '/', 'Content-Length': 0 }).end();
}

if (import.meta.main) {
	db = await openDatabase(readSettings({ DATA_DIR: process.env.DATA_DIR! }, process.cwd()), createLog('warn'));
	const server = createServer((request, response) => {
		void take(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
	});
	server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
	process.once('SIGTERM', () => {
		server.closeAllConnections();
		server.close(() => void db.stop());
	});
}
