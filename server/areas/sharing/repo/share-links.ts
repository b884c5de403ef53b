import type { Kysely } from 'kysely';
import type { Shown } from '#domain/sharing/inputs.ts';
import type { Trx } from '../../../db/scope.ts';
import type { Database } from '../../../db/tables/index.ts';

export async function insertShareLink(
	trx: Trx,
	link: {
		workspaceId: string;
		id: string;
		secretHash: Buffer;
		name: string | null;
		shown: Shown;
		passwordHash: string | null;
		createdBy: string;
		at: Date;
		expiresAt: Date | null;
	}
): Promise<void> {
	await trx
		.insertInto('share_link')
		.values({
			workspace_id: link.workspaceId,
			id: link.id,
			secret_hash: link.secretHash,
			name: link.name,
			shown: JSON.stringify(link.shown),
			password_hash: link.passwordHash,
			created_by: link.createdBy,
			created_at: link.at,
			expires_at: link.expiresAt,
			last_opened_at: null,
			withdrawn_at: null
		})
		.execute();
}

/** Not the withdrawn ones; newest first. */
export async function listShareLinks(trx: Trx, workspaceId: string) {
	return trx
		.selectFrom('share_link as l')
		.leftJoin('user', 'user.id', 'l.created_by')
		.leftJoin('member', (join) =>
			join.onRef('member.workspace_id', '=', 'l.workspace_id').onRef('member.user_id', '=', 'l.created_by')
		)
		.select(['l.id', 'l.name', 'l.shown', 'l.password_hash', 'l.created_by', 'l.created_at', 'l.expires_at'])
		.select(['l.last_opened_at', 'user.name as creator_name', 'member.role as creator_role'])
		.where('l.workspace_id', '=', workspaceId)
		.where('l.withdrawn_at', 'is', null)
		.orderBy('l.id', 'desc')
		.execute();
}

export type ShareLinkRow = Awaited<ReturnType<typeof listShareLinks>>[number];

/** What every visit asks, by primary key on the system's connections: nobody is signed in. Withdrawn ones too. */
export async function findShareLink(db: Kysely<Database>, workspaceId: string, id: string) {
	return db
		.selectFrom('share_link as l')
		.innerJoin('workspace', 'workspace.workspace_id', 'l.workspace_id')
		.leftJoin('member', (join) =>
			join.onRef('member.workspace_id', '=', 'l.workspace_id').onRef('member.user_id', '=', 'l.created_by')
		)
		.select(['l.secret_hash', 'l.name', 'l.shown', 'l.password_hash', 'l.expires_at', 'l.last_opened_at'])
		.select(['l.withdrawn_at', 'workspace.name as workspace_name', 'member.role as creator_role'])
		.where('l.workspace_id', '=', workspaceId)
		.where('l.id', '=', id)
		.executeTakeFirst();
}

/** @returns false when there is none that still lets in */
export async function changeShareLink(
	trx: Trx,
	workspaceId: string,
	id: string,
	change: { name?: string | null; password_hash?: string | null; expires_at?: Date | null; withdrawn_at?: Date }
): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('share_link')
		.set(change)
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('withdrawn_at', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Notes a visit unless one was noted after `since`. */
export async function touchShareLink(
	db: Kysely<Database>,
	workspaceId: string,
	id: string,
	now: Date,
	since: Date
): Promise<void> {
	await db
		.updateTable('share_link')
		.set({ last_opened_at: now })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where((eb) => eb.or([eb('last_opened_at', 'is', null), eb('last_opened_at', '<', since)]))
		.execute();
}
