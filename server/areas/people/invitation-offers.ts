import { mayGrant } from '#domain/access/index.ts';
import { INVITATION_DAYS, INVITATION_DAYS_MAX, InvitationInput } from '#domain/access/inputs.ts';
import { eventActor } from '#domain/events/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import { record } from '../../events/record.ts';
import { forbidden, invalid, notFound } from '../../platform/errors.ts';
import { authorize, checked } from '../shared/guard.ts';
import { newCapability } from './capability.ts';
import { invitationView } from './invitation-view.ts';
import type { Invitations, InvitationsDeps } from './invitations.ts';
import { findDepartment } from './repo/departments.ts';
import * as repo from './repo/invitations.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What those do who invite. */
export function createInvitationOffers({
	db,
	newId,
	now
}: Omit<InvitationsDeps, 'passwords'>): Pick<Invitations, 'create' | 'list' | 'revoke'> {
	return {
		async create(actor, input) {
			authorize(actor, 'member.manage');
			const { role, departmentId = null, note, maxUses = 1, expiresAt } = checked(InvitationInput, input);
			if (!mayGrant(actor, role)) throw forbidden();
			const at = now();
			const until = expiresAt === undefined ? new Date(at.getTime() + INVITATION_DAYS * DAY_MS) : new Date(expiresAt);
			if (!(until > at)) throw invalid([issue('in_the_past', ['expiresAt'])]);
			if (until.getTime() > at.getTime() + INVITATION_DAYS_MAX * DAY_MS)
				throw invalid([issue('beyond_a_year', ['expiresAt'])]);
			const id = newId();
			const { workspaceId, userId: createdBy } = actor;
			const { text, secretHash } = newCapability(workspaceId, id);
			await db.inWorkspace(workspaceId, async (trx) => {
				if (departmentId !== null && !(await findDepartment(trx, workspaceId, departmentId))) {
					throw invalid([issue('unknown', ['departmentId'])]);
				}
				const what = { role, departmentId, note: note || null, maxUses };
				await repo.insertInvitation(trx, { workspaceId, id, secretHash, ...what, createdBy, at, expiresAt: until });
				await record(trx, workspaceId, eventActor(actor), [
					{ kind: 'invitation.created', subject: id, payload: { role } }
				]);
			});
			return { id, token: text, expiresAt: until.toISOString() };
		},

		async list(actor) {
			authorize(actor, 'member.manage');
			const { workspaceId } = actor;
			return db.inWorkspace(workspaceId, async (trx) => {
				const rows = await repo.listInvitations(trx, workspaceId);
				const ids = rows.map((row) => row.id);
				const uses = Map.groupBy(await repo.listUses(trx, workspaceId, ids), (use) => use.invitation_id);
				return rows.map((row) => invitationView(row, uses.get(row.id) ?? [], now()));
			});
		},

		async revoke(actor, id) {
			authorize(actor, 'member.manage');
			if (!isId(id)) throw notFound();
			await db.inWorkspace(actor.workspaceId, async (trx) => {
				if (!(await repo.revokeInvitation(trx, actor.workspaceId, id, now()))) throw notFound();
				await record(trx, actor.workspaceId, eventActor(actor), [
					{ kind: 'invitation.revoked', subject: id, payload: {} }
				]);
			});
		}
	};
}
