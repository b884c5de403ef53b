import type { App } from '../app.ts';
import { compose } from '../compose.ts';
import { openDatabase } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { createLog } from '../platform/log.ts';
import { loadConfig } from '../platform/secret.ts';

/** The app behind `vite dev`, on the same data directory as `npm start`. Its `close` lets go of the database too. */
export async function startForDev(port: number): Promise<App> {
	const config = loadConfig({ ...process.env, PORT: String(port) });
	const log = createLog(config.logLevel);
	const db = await openDatabase(config, log);
	try {
		await migrate(db.system, log);
		const app = await compose({ config, log, db });
		if (config.owner) await app.workspaces.ensureOwner(config.owner);
		return {
			...app,
			close: async () => {
				await app.close();
				await db.stop();
			}
		};
	} catch (error) {
		await db.stop();
		throw error;
	}
}
