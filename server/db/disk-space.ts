import { statfs } from 'node:fs/promises';
import type { OpenDb } from './client.ts';

/** Bytes: one segment of PostgreSQL's journal. With less, the next write may be refused. */
const LEAST = 16 * 1024 * 1024;
/** After a write was refused for want of room, ms: so long nothing is promised. */
const MISTRUST = 30_000;

/**
 * Can the database still write?
 * @param dataDir where the embedded database lies; null for one elsewhere, of which only refused writes tell
 * @throws when there is no room
 */
export async function mustHaveRoom(db: Pick<OpenDb, 'lastFull'>, dataDir: string | null): Promise<void> {
	if (performance.now() - (db.lastFull() ?? -Infinity) < MISTRUST)
		throw new Error('a write was refused for want of room');
	if (dataDir === null) return;
	const { bavail, bsize } = await statfs(dataDir);
	if (bavail * bsize < LEAST) throw new Error(`${bavail * bsize} bytes are left in the data directory`);
}
