import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

/** Counts one more in its window, which begins with the first. @returns all of them so far, and ms to the window's end */
export async function countAttempt(
	system: Kysely<Database>,
	key: Buffer,
	windowSeconds: number
): Promise<{ points: number; left: number }> {
	const { rows } = await sql<{ points: number; left: number }>`
		insert into sign_in_attempt as a (key, points, ends_at)
		values (${key}, 1, now() + make_interval(secs => ${windowSeconds}))
		on conflict (key) do update set
			points = case when a.ends_at <= now() then 1 else a.points + 1 end,
			ends_at = case when a.ends_at <= now() then excluded.ends_at else a.ends_at end
		returning points, (extract(epoch from ends_at - now()) * 1000)::float8 as left`.execute(system);
	return rows[0]!;
}

/** One did not count after all. */
export const uncountAttempt = async (system: Kysely<Database>, key: Buffer): Promise<void> => {
	await sql`update sign_in_attempt set points = points - 1 where key = ${key} and points > 0`.execute(system);
};

export const forgetAttempts = async (system: Kysely<Database>, key: Buffer): Promise<void> => {
	await system.deleteFrom('sign_in_attempt').where('key', '=', key).execute();
};
