import type { InvitationStatus } from '#contract/identity.ts';
import { NewcomerInput } from '#domain/access/inputs.ts';
import { passwordIssues } from '#domain/access/password.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { AppError, conflict, invalid, isAppError, notFound } from '../../platform/errors.ts';
import { checked } from '../shared/guard.ts';
import { readCapability, sameHash, type Capability } from './capability.ts';
import { statusOf } from './invitation-view.ts';
import type { Invitations, InvitationsDeps, Joined } from './invitations.ts';
import { insertAccount, isEmailTaken } from './repo/accounts.ts';
import * as repo from './repo/invitations.ts';
import { findMember, insertMember } from './repo/members.ts';

interface Found {
	readonly capability: Capability;
	readonly row: repo.InvitationRow;
	readonly isMember: boolean;
	readonly usedBefore: boolean;
}

/** What those do who have the link, signed in or not. */
export function createInvitationLinks({
	db,
	newId,
	now,
	passwords
}: InvitationsDeps): Pick<Invitations, 'peek' | 'accept' | 'acceptAs'> {
	function refuseUnlessOpen({ row, usedBefore }: Pick<Found, 'row' | 'usedBefore'>): void {
		if (usedBefore) throw over('used_before');
		const status = statusOf(row, now());
		if (status !== 'open') throw over(status);
	}

	/** One transaction for everything a joining changes: it happens whole, or not at all and takes no place. */
	async function join(
		{ capability: { workspaceId, id } }: Found,
		userId: string,
		before?: (trx: Trx) => Promise<void>
	) {
		// The system's connections: the account is global.
		return db.system.transaction().execute(async (trx): Promise<Joined> => {
			// First: whoever comes for the last place at the same moment waits here, and finds it taken.
			const row = await repo.lockInvitation(trx, workspaceId, id);
			if (!row) throw notFound();
			if ((await findMember(trx, workspaceId, userId)) !== undefined) return { workspaceId, userId, joined: false };
			refuseUnlessOpen({ row, usedBefore: false });
			await before?.(trx);
			const at = now();
			if (!(await repo.useInvitation(trx, { workspaceId, id, userId, at }))) throw over('used_before');
			const member = { workspaceId, userId, role: row.role, departmentId: row.department_id, at };
			// By another invitation in this very moment: this one gives its place back.
			if (!(await insertMember(trx, member))) throw conflict('already_member');
			await record(trx, workspaceId, { kind: 'user', id: userId }, [
				{ kind: 'member.joined', subject: userId, payload: { role: row.role } }
			]);
			return { workspaceId, userId, joined: true };
		});
	}

	return {
		async peek(token, userId = null) {
			const found = await find(db, token, userId);
			const { row, isMember } = found;
			if (!isMember) refuseUnlessOpen(found);
			return {
				workspaceName: row.workspace_name,
				inviterName: row.inviter_name ?? '',
				role: row.role,
				expiresAt: row.expires_at.toISOString(),
				isMember
			};
		},

		async accept(token, input) {
			const { name, email, password, locale = null } = checked(NewcomerInput, input);
			const issues = passwordIssues(password, [name, email]);
			if (issues.length > 0) throw invalid(issues);
			const found = await find(db, token, null);
			// Only a live link may make the server work on a password.
			refuseUnlessOpen(found);
			const passwordHash = await passwords.hash(password);
			const account = { userId: newId(), accountId: newId(), name, email, locale, passwordHash, at: now() };
			try {
				return await join(found, account.userId, (trx) => insertAccount(trx, account));
			} catch (error) {
				throw isEmailTaken(error) ? conflict('email_taken') : error;
			}
		},

		async acceptAs(token, userId) {
			const found = await find(db, token, userId);
			if (!found.isMember) refuseUnlessOpen(found);
			try {
				return await join(found, userId);
			} catch (error) {
				if (!isAppError(error) || error.code !== 'already_member') throw error;
				return { workspaceId: found.capability.workspaceId, userId, joined: false };
			}
		}
	};
}

/** The invitation of a link, bound to the link's own workspace, and what it is to this person. */
async function find(db: Db, token: string, userId: string | null): Promise<Found> {
	const capability = readCapability(token);
	if (capability === null) throw notFound();
	const { workspaceId, id, secretHash } = capability;
	return db.inWorkspace(workspaceId, async (trx) => {
		const row = await repo.findInvitation(trx, workspaceId, id);
		if (!row || !sameHash(row.token_hash, secretHash)) throw notFound();
		// In this order: another tab may join between the two, and then it is a member who has used it, not one who was removed.
		const used = userId !== null && (await repo.hasUsed(trx, workspaceId, id, userId));
		const isMember = userId !== null && (await findMember(trx, workspaceId, userId)) !== undefined;
		return { capability, row, isMember, usedBefore: used && !isMember };
	});
}

/** Why a link is over: whoever opens it is told. */
const over = (why: Exclude<InvitationStatus, 'open'> | 'used_before'): AppError =>
	new AppError(410, `invitation_${why === 'accepted' ? 'used' : why}`);
