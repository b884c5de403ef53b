import type { InvitationStatus, InvitationView } from '#contract/identity.ts';
import { mayGrant } from '#domain/access/index.ts';
import type { InvitationRow, InvitationUseRow } from './repo/invitations.ts';

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
