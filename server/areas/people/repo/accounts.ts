import type { Kysely } from 'kysely';
import type { Locale } from '#domain/shared/locale.ts';
import type { Trx } from '../../../db/scope.ts';
import type { Database } from '../../../db/tables/index.ts';

/** People and their sessions are global: these statements run on the system's connections. */

export interface NewAccount {
	readonly userId: string;
	readonly accountId: string;
	readonly name: string;
	/** Lower case. */
	readonly email: string;
	readonly locale: Locale | null;
	readonly passwordHash: string;
	readonly at: Date;
}

/** A person with a password, in the shape Better Auth reads; inside the caller's transaction. */
export async function insertAccount(trx: Trx, account: NewAccount): Promise<void> {
	const { userId, name, email, locale, at } = account;
	await trx
		.insertInto('user')
		.values({ id: userId, name, email, emailVerified: false, locale, createdAt: at, updatedAt: at })
		.execute();
	await trx
		.insertInto('account')
		.values({
			id: account.accountId,
			accountId: userId,
			providerId: 'credential',
			userId,
			password: account.passwordHash,
			createdAt: at,
			updatedAt: at
		})
		.execute();
}

/** Did the database refuse a second account with the same address? (PostgreSQL: unique_violation) */
export const isEmailTaken = (error: unknown): boolean =>
	error instanceof Error &&
	'code' in error &&
	error.code === '23505' &&
	'constraint' in error &&
	error.constraint === 'user_email_key';

export async function updateUser(
	db: Kysely<Database>,
	userId: string,
	changes: { name?: string | undefined; locale?: Locale | null | undefined; updatedAt: Date }
): Promise<void> {
	await db.updateTable('user').set(changes).where('id', '=', userId).execute();
}

export const findByEmail = (db: Kysely<Database>, email: string): Promise<{ id: string; name: string } | undefined> =>
	db.selectFrom('user').select(['id', 'name']).where('email', '=', email).executeTakeFirst();

export async function replacePassword(trx: Trx, userId: string, passwordHash: string, at: Date): Promise<void> {
	await trx
		.updateTable('account')
		.set({ password: passwordHash, updatedAt: at })
		.where('userId', '=', userId)
		.where('providerId', '=', 'credential')
		.executeTakeFirstOrThrow();
}

export async function deleteSessionsOf(trx: Trx, userId: string): Promise<void> {
	await trx.deleteFrom('session').where('userId', '=', userId).execute();
}
