import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../server/db/tables/index.ts';

/** What a consumer of these tests does: a mark for each event, in order, and how often it was handed the event. */
export const makeMarks = (db: Kysely<Database>): Promise<unknown> =>
	sql`create table mark (at bigint generated always as identity, event uuid primary key, subject text not null, times integer not null)`.execute(
		db
	);

export const leaveMark = async (
	db: Kysely<Database>,
	{ id, subject }: { readonly id: string; readonly subject: string }
): Promise<void> => {
	await sql`
		insert into mark (event, subject, times) values (${id}, ${subject}, 1)
		on conflict (event) do update set times = mark.times + 1`.execute(db);
};

/** Events that left their mark, in order. */
export const marks = async (db: Kysely<Database>): Promise<readonly { event: string; times: number }[]> =>
	(await sql<{ event: string; times: number }>`select event, times from mark order by at`.execute(db)).rows;
