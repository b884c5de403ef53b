import type { MemberView } from '#contract/identity.ts';
import { can, mayGrant, type Actor, type Role } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import { MemberUpdateInput } from '#domain/access/inputs.ts';
import { isId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import { deleteSessionsOf } from './repo/accounts.ts';
import { findDepartment } from './repo/departments.ts';
import { revokeLinksForMany } from './repo/invitations.ts';
import * as repo from './repo/members.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { conflict, forbidden, invalid, notFound } from '../../platform/errors.ts';
import type { Revoked } from './auth.ts';
import { authorize, checked } from '../shared/guard.ts';

export interface Members {
	/** What a signed-in person may act as: in the workspace they chose, else the one they joined first; null: in none. */
	actorOf(userId: string, preferredWorkspaceId?: string | null): Promise<Actor | null>;
	/** The workspaces a person belongs to, first joined first. */
	workspacesOf(userId: string): Promise<{ workspaceId: string; name: string; role: Role }[]>;
	list(actor: Actor | null): Promise<MemberView[]>;
	/** Only from and to roles that one may hand out (`mayGrant`); 409 `last_owner`. Open sockets are judged again. */
	update(actor: Actor | null, userId: string, input: unknown): Promise<MemberView>;
	/**
	 * Ends access at once: membership, API tokens and invitations made, sessions (when this was the last workspace), sockets.
	 * Links for several people that others made stay, and whoever knows one can come back by it under another address:
	 * `withdrawLinks` ends those in the same transaction.
	 */
	remove(actor: Actor | null, userId: string, options?: { readonly withdrawLinks?: boolean }): Promise<void>;
}

export interface MembersDeps {
	readonly db: Db;
	readonly now: () => Date;
	readonly revoked: Revoked;
}

export function createMembers({ db, now, revoked }: MembersDeps): Members {
	/** The member to change, if the actor may touch them; owners stay locked, so the last one cannot slip away. */
	async function touchable(trx: Trx, actor: Actor, userId: string) {
		const owners = await repo.lockOwners(trx, actor.workspaceId);
		const member = await repo.findMember(trx, actor.workspaceId, userId);
		if (!member) throw notFound();
		if (!mayGrant(actor, member.role)) throw forbidden();
		return { member, isLastOwner: owners.length === 1 && owners[0] === userId };
	}

	return {
		async actorOf(userId, preferredWorkspaceId = null) {
			const preferred = isId(preferredWorkspaceId) ? preferredWorkspaceId : null;
			const row = await repo.findMembership(db.system, userId, preferred);
			if (!row) return null;
			return {
				workspaceId: row.workspace_id,
				userId,
				name: row.name,
				role: row.role,
				departmentId: row.department_id,
				via: 'session'
			};
		},

		workspacesOf: (userId) => repo.membershipsOf(db.system, userId),

		async list(actor) {
			authorize(actor, 'member.view');
			const rows = await db.inWorkspace(actor.workspaceId, (trx) => repo.listMembers(trx, actor.workspaceId));
			return rows.map((row) => view(row, actor));
		},

		async update(actor, userId, input) {
			authorize(actor, 'member.manage');
			const { role, departmentId } = checked(MemberUpdateInput, input);
			const { changed, member } = await db.inWorkspace(actor.workspaceId, async (trx) => {
				const { member, isLastOwner } = await touchable(trx, actor, userId);
				const newRole = role !== undefined && role !== member.role ? role : null;
				if (newRole !== null && !mayGrant(actor, newRole)) throw forbidden();
				if (newRole !== null && isLastOwner) throw conflict('last_owner');
				if (departmentId && !(await findDepartment(trx, actor.workspaceId, departmentId))) {
					throw invalid([issue('unknown', ['departmentId'])]);
				}
				await repo.updateMember(trx, actor.workspaceId, userId, {
					...(newRole !== null && { role: newRole }),
					...(departmentId !== undefined && { department_id: departmentId })
				});
				const fields = [
					newRole !== null && 'role',
					departmentId !== undefined && departmentId !== member.department_id && 'departmentId'
				] as const;
				const payload = { fields: fields.filter((field) => field !== false) };
				if (payload.fields.length > 0)
					await record(trx, actor.workspaceId, eventActor(actor), [
						{ kind: 'member.changed', subject: userId, payload }
					]);
				return { changed: newRole !== null, member: (await repo.findMember(trx, actor.workspaceId, userId))! };
			});
			if (changed) await revoked({ workspaceId: actor.workspaceId, userId });
			return view(member, actor);
		},

		async remove(actor, userId, { withdrawLinks = false } = {}) {
			authorize(actor, 'member.manage');
			await db.inWorkspace(actor.workspaceId, async (trx) => {
				const { isLastOwner } = await touchable(trx, actor, userId);
				if (isLastOwner) throw conflict('last_owner');
				await repo.deleteMember(trx, actor.workspaceId, userId);
				const withdrawn = withdrawLinks ? await revokeLinksForMany(trx, actor.workspaceId, now()) : [];
				await record(trx, actor.workspaceId, eventActor(actor), [
					{ kind: 'member.removed', subject: userId, payload: {} },
					...withdrawn.map((subject) => ({ kind: 'invitation.revoked' as const, subject, payload: {} }))
				]);
			});
			// From here on no request and no token of theirs finds a membership; what follows tidies up.
			await revoked({ workspaceId: actor.workspaceId, userId });
			await db.system.transaction().execute(async (trx) => {
				if ((await repo.countMemberships(trx, userId)) === 0) await deleteSessionsOf(trx, userId);
			});
		}
	};
}

const view = (row: repo.MemberRow, actor: Actor): MemberView => ({
	userId: row.user_id,
	name: row.name,
	email: can(actor, 'member.address', { workspaceId: actor.workspaceId, userId: row.user_id }) ? row.email : null,
	role: row.role,
	departmentId: row.department_id,
	joinedAt: row.created_at.toISOString()
});
