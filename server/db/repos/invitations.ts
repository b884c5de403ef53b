import type { Role } from '#domain/access/index.ts';
import type { Trx } from '../scope.ts';

export async function insertInvitation(
	trx: Trx,
	invitation: {
		workspaceId: string;
		id: string;
		secretHash: Buffer;
		role: Role;
		departmentId: string | null;
		note: string | null;
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
			created_by: invitation.createdBy,
			created_at: invitation.at,
			expires_at: invitation.expiresAt,
			accepted_by: null,
			accepted_at: null,
			revoked_at: null
		})
		.execute();
}

/** With the inviter's name and their role of today (null when they are no longer a member). */
export async function findInvitation(trx: Trx, workspaceId: string, id: string) {
	return invitationRows(trx, workspaceId).where('invitation.id', '=', id).executeTakeFirst();
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

/** Takes an open invitation for one person; of two at once the second waits here and finds it taken. */
export async function takeInvitation(
	trx: Trx,
	workspaceId: string,
	id: string,
	userId: string,
	now: Date
): Promise<boolean> {
	const result = await trx
		.updateTable('invitation')
		.set({ accepted_by: userId, accepted_at: now })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('accepted_at', 'is', null)
		.where('revoked_at', 'is', null)
		.where('expires_at', '>', now)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

/** @returns whether there was an open one */
export async function revokeInvitation(trx: Trx, workspaceId: string, id: string, now: Date): Promise<boolean> {
	const result = await trx
		.updateTable('invitation')
		.set({ revoked_at: now })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('accepted_at', 'is', null)
		.where('revoked_at', 'is', null)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}
