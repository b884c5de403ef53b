/**
 * The collaboration server and the database alone, without pages: what the bench drives.
 * PORT and BENCH_DATABASE (a pg address, JSON) come from the runner.
 */
import http from 'node:http';
import type { ClientConfig } from 'pg';
import { createCollab } from '#server/collab/index.ts';
import { connect } from '#server/db/client.ts';
import type { Limits } from '#server/collab/limits.ts';
import { openStore } from '../../support/document-store.ts';
import { createLog } from '#server/platform/log.ts';

const address = process.env.BENCH_DATABASE;
if (!address) throw new Error('BENCH_DATABASE is not set');
// The harness starts everything with NODE_ENV=production, where scratch documents are refused.
process.env.NODE_ENV = 'development';

const log = createLog('error');
const db = connect(JSON.parse(address) as ClientConfig, log);
const collab = await createCollab({
	store: openStore(db, log),
	kinds: [],
	isOwn: () => true,
	scratch: true,
	// To try others: BENCH_LIMITS='{"gather":3}' (server/collab/limits.ts).
	limits: JSON.parse(process.env.BENCH_LIMITS ?? '{}') as Partial<Limits>,
	log
});
const server = http.createServer((_request, response) =>
	response.end(JSON.stringify({ ...collab.stats(), memory: process.memoryUsage() }))
);
server.on('upgrade', (request, socket, head) => collab.upgrade(request, socket, head));
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));

process.on('SIGTERM', () => {
	void collab
		.close()
		.then(() => db.close())
		.then(() => process.exit(0));
});
