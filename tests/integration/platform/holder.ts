// A process that holds the embedded database: prints one line when it does, lets go on SIGTERM.
import { startEmbedded } from '../../../server/db/embedded/supervisor.ts';
import { createLog } from '../../../server/platform/log.ts';
import { StartError } from '../../../server/platform/start-error.ts';

try {
	const server = await startEmbedded({ dataDir: process.argv[2]!, log: createLog('silent') });
	process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
	// Keeps the process alive: the socket of the hold would too, but not while the database is restarted.
	setInterval(() => undefined, 60_000);
	process.stdout.write(`${JSON.stringify({ adopted: server.adopted })}\n`);
} catch (error) {
	process.stdout.write(`${JSON.stringify({ refused: error instanceof StartError ? error.message : String(error) })}\n`);
	process.exitCode = 1;
}
