import { mayGrant, type Role } from '#domain/access/index.ts';
import type { InvitationRow, InvitationUseRow } from './repo/invitations.ts';

/**
 * `accepted`: as many joined as might. `suspended`: whoever made it has left, or may not give this role any more; it opens
 * again when they may.
 */
export type InvitationStatus = 'open' | 'accepted' | 'revoked' | 'expired' | 'suspended';

export interface InvitationView {
	readonly id: string;
	readonly role: Role;
	readonly departmentId: string | null;
	/** Whom or what it is for. */
	readonly note: string | null;
	/** How many people may join by it; null: any number. */
	readonly maxUses: number | null;
	/** Who did, first comer first. */
	readonly uses: readonly InvitationUseView[];
	readonly createdBy: string;
	/** null when the inviter has left. */
	readonly createdByName: string | null;
	readonly createdAt: string;
	readonly expiresAt: string;
	readonly status: InvitationStatus;
}

export interface InvitationUseView {
	readonly userId: string;
	/** null when they have left: names of others are no business of a workspace. */
	readonly name: string | null;
	readonly joinedAt: string;
	/** Do they still belong to the workspace? */
	readonly isMember: boolean;
}

export function statusOf(row: InvitationRow, now: Date): InvitationStatus {
	if (row.max_uses !== null && row.uses >= row.max_uses) return 'accepted';
	if (row.revoked_at !== null) return 'revoked';
	if (row.expires_at <= now) return 'expired';
	return row.inviter_role !== null && mayGrant({ role: row.inviter_role }, row.role) ? 'open' : 'suspended';
}

export const invitationView = (row: InvitationRow, uses: readonly InvitationUseRow[], now: Date): InvitationView => ({
	id: row.id,
	role: row.role,
	departmentId: row.department_id,
	note: row.note,
	maxUses: row.max_uses,
	uses: uses.map((use) => ({
		userId: use.user_id,
		name: use.name,
		joinedAt: use.used_at.toISOString(),
		isMember: use.role !== null
	})),
	createdBy: row.created_by,
	createdByName: row.inviter_name,
	createdAt: row.created_at.toISOString(),
	expiresAt: row.expires_at.toISOString(),
	status: statusOf(row, now)
});
