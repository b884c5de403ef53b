import type { Kysely } from 'kysely';
import type { Role } from '#domain/access/index.ts';
import type { Trx } from '../../../db/scope.ts';
import type { Database } from '../../../db/tables/index.ts';

export async function insertToken(
	trx: Trx,
	token: {
		workspaceId: string;
		id: string;
		name: string;
		role: Role;
		secretHash: Buffer;
		createdBy: string;
		at: Date;
		expiresAt: Date | null;
	}
): Promise<void> {
	await trx
		.insertInto('api_token')
		.values({
			workspace_id: token.workspaceId,
			id: token.id,
			name: token.name,
			role: token.role,
			secret_hash: token.secretHash,
			created_by: token.createdBy,
			created_at: token.at,
			expires_at: token.expiresAt,
			last_used_at: null,
			revoked_at: null
		})
		.execute();
}

/** Not the revoked ones; newest first. */
export async function listTokens(trx: Trx, workspaceId: string) {
	return trx
		.selectFrom('api_token')
		.leftJoin('user', 'user.id', 'api_token.created_by')
		.select([
			'api_token.id',
			'api_token.name',
			'api_token.role',
			'api_token.created_by',
			'api_token.created_at',
			'api_token.expires_at',
			'api_token.last_used_at',
			'user.name as creator_name'
		])
		.where('api_token.workspace_id', '=', workspaceId)
		.where('api_token.revoked_at', 'is', null)
		.orderBy('api_token.id', 'desc')
		.execute();
}

export type TokenRow = Awaited<ReturnType<typeof listTokens>>[number];

/**
 * What every API request asks, so it is one statement by primary key on the system's connections. The join makes a
 * token die with its creator's membership.
 */
export async function findLiveToken(db: Kysely<Database>, workspaceId: string, id: string, now: Date) {
	return db
		.selectFrom('api_token')
		.innerJoin('member', (join) =>
			join
				.onRef('member.workspace_id', '=', 'api_token.workspace_id')
				.onRef('member.user_id', '=', 'api_token.created_by')
		)
		.select([
			'api_token.name',
			'api_token.role',
			'api_token.secret_hash',
			'api_token.created_by',
			'api_token.expires_at',
			'api_token.last_used_at',
			'member.role as creator_role',
			'member.department_id'
		])
		.where('api_token.workspace_id', '=', workspaceId)
		.where('api_token.id', '=', id)
		.where('api_token.revoked_at', 'is', null)
		.where((eb) => eb.or([eb('api_token.expires_at', 'is', null), eb('api_token.expires_at', '>', now)]))
		.executeTakeFirst();
}

/** Notes the use unless it was noted after `since` (many requests at once need one write). */
export async function touchToken(
	db: Kysely<Database>,
	workspaceId: string,
	id: string,
	now: Date,
	since: Date
): Promise<void> {
	await db
		.updateTable('api_token')
		.set({ last_used_at: now })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', since)]))
		.execute();
}

/** @returns who made it; undefined when there was none to revoke */
export async function revokeToken(trx: Trx, workspaceId: string, id: string, now: Date): Promise<string | undefined> {
	const row = await trx
		.updateTable('api_token')
		.set({ revoked_at: now })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('revoked_at', 'is', null)
		.returning('created_by')
		.executeTakeFirst();
	return row?.created_by;
}
