import { sql } from 'kysely';
import type { Role } from '#domain/access/index.ts';
import type { Trx } from '../../../db/scope.ts';

export async function insertInvitation(
	trx: Trx,
	invitation: {
		workspaceId: string;
		id: string;
		secretHash: Buffer;
		role: Role;
		departmentId: string | null;
		note: string | null;
		maxUses: number | null;
		createdBy: string;
		at: Date;
		expiresAt: Date;
	}
): Promise<void> {
	await trx
		.insertInto('invitation')
		.values({
			workspace_id: invitation.workspaceId,
			id: invitation.id,
			token_hash: invitation.secretHash,
			role: invitation.role,
			department_id: invitation.departmentId,
			note: invitation.note,
			max_uses: invitation.maxUses,
			created_by: invitation.createdBy,
			created_at: invitation.at,
			expires_at: invitation.expiresAt,
			revoked_at: null
		})
		.execute();
}

/** With the inviter's name and their role of today (null when they are no longer a member). */
export async function findInvitation(trx: Trx, workspaceId: string, id: string) {
	return invitationRows(trx, workspaceId).where('invitation.id', '=', id).executeTakeFirst();
}

/** The same, locked: whoever comes at the same moment waits here and then sees what was left. */
export async function lockInvitation(trx: Trx, workspaceId: string, id: string) {
	return invitationRows(trx, workspaceId).where('invitation.id', '=', id).forUpdate('invitation').executeTakeFirst();
}

/** Newest first. */
export async function listInvitations(trx: Trx, workspaceId: string) {
	return invitationRows(trx, workspaceId).orderBy('invitation.id', 'desc').limit(200).execute();
}

export type InvitationRow = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

const invitationRows = (trx: Trx, workspaceId: string) =>
	trx
		.selectFrom('invitation')
		.innerJoin('workspace', 'workspace.workspace_id', 'invitation.workspace_id')
		.leftJoin('member as inviter', (join) =>
			join
				.onRef('inviter.workspace_id', '=', 'invitation.workspace_id')
				.onRef('inviter.user_id', '=', 'invitation.created_by')
		)
		.leftJoin('user as inviting', 'inviting.id', 'inviter.user_id')
		.selectAll('invitation')
		.select(['workspace.name as workspace_name', 'inviter.role as inviter_role', 'inviting.name as inviter_name'])
		.where('invitation.workspace_id', '=', workspaceId);

/** Who joined by these invitations, in the order in which they came; people who have left since included. */
export async function listUses(trx: Trx, workspaceId: string, invitationIds: readonly string[]) {
	if (invitationIds.length === 0) return [];
	return trx
		.selectFrom('invitation_use as use')
		.leftJoin('user', 'user.id', 'use.user_id')
		.leftJoin('member', (join) =>
			join.onRef('member.workspace_id', '=', 'use.workspace_id').onRef('member.user_id', '=', 'use.user_id')
		)
		.select(['use.invitation_id', 'use.user_id', 'use.used_at', 'user.name', 'member.role'])
		.where('use.workspace_id', '=', workspaceId)
		.where('use.invitation_id', 'in', invitationIds)
		.orderBy('use.used_at')
		.orderBy('use.user_id')
		.execute();
}

export type InvitationUseRow = Awaited<ReturnType<typeof listUses>>[number];

export async function hasUsed(trx: Trx, workspaceId: string, invitationId: string, userId: string): Promise<boolean> {
	const row = await trx
		.selectFrom('invitation_use')
		.select('user_id')
		.where('workspace_id', '=', workspaceId)
		.where('invitation_id', '=', invitationId)
		.where('user_id', '=', userId)
		.executeTakeFirst();
	return row !== undefined;
}

/**
 * One place of a locked invitation for one person.
 * @returns whether it is their first time by this invitation
 */
export async function useInvitation(
	trx: Trx,
	use: { workspaceId: string; id: string; userId: string; at: Date }
): Promise<boolean> {
	const { workspaceId, id, userId, at } = use;
	const inserted = await trx
		.insertInto('invitation_use')
		.values({ workspace_id: workspaceId, invitation_id: id, user_id: userId, used_at: at })
		.onConflict((oc) => oc.columns(['workspace_id', 'invitation_id', 'user_id']).doNothing())
		.executeTakeFirst();
	if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
	await trx
		.updateTable('invitation')
		.set({ uses: sql`uses + 1` })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.execute();
	return true;
}

/** @returns whether there was one that somebody could still have used */
export async function revokeInvitation(trx: Trx, workspaceId: string, id: string, now: Date): Promise<boolean> {
	const result = await trx
		.updateTable('invitation')
		.set({ revoked_at: now })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where((eb) => eb.or([eb('max_uses', 'is', null), eb('uses', '<', eb.ref('max_uses'))]))
		.where('revoked_at', 'is', null)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

/**
 * Every link for several people that somebody could still use, now or once its maker may invite again.
 * @returns ids of those that were ended
 */
export async function revokeLinksForMany(trx: Trx, workspaceId: string, now: Date): Promise<string[]> {
	const rows = await trx
		.updateTable('invitation')
		.set({ revoked_at: now })
		.where('workspace_id', '=', workspaceId)
		.where((eb) =>
			eb.or([eb('max_uses', 'is', null), eb.and([eb('max_uses', '>', 1), eb('uses', '<', eb.ref('max_uses'))])])
		)
		.where('revoked_at', 'is', null)
		.where('expires_at', '>', now)
		.returning('id')
		.execute();
	return rows.map(({ id }) => id);
}
