import { mayGrant, type Actor, type Role } from '#domain/access/index.ts';
import { INVITATION_DAYS, INVITATION_DAYS_MAX, InvitationInput, NewcomerInput } from '#domain/access/inputs.ts';
import { eventActor } from '#domain/events/index.ts';
import { passwordIssues } from '#domain/access/password.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import { insertAccount, isEmailTaken } from './repo/accounts.ts';
import { findDepartment } from './repo/departments.ts';
import * as repo from './repo/invitations.ts';
import { findMember, insertMember } from './repo/members.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { AppError, conflict, forbidden, invalid, isAppError, notFound } from '../../platform/errors.ts';
import { newCapability, readCapability, sameHash, type Capability } from './capability.ts';
import { authorize, checked } from '../shared/guard.ts';
import { invitationView, statusOf, type InvitationStatus, type InvitationView } from './invitation-view.ts';
import type { PasswordHash } from './password-hash.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface InvitationPeek {
	readonly workspaceName: string;
	readonly inviterName: string;
	readonly role: Role;
	readonly expiresAt: string;
	/** Does whoever asks belong to the workspace already? Then it is no matter whether the link still works. */
	readonly isMember: boolean;
}

/** Where somebody is now; `joined` is false when they belonged there before, and then the invitation is as it was. */
export interface Joined {
	readonly workspaceId: string;
	readonly userId: string;
	readonly joined: boolean;
}

export interface Invitations {
	/**
	 * A link `/invite/<token>` for one person or several; the token is shown once. Nobody gives a role that may what they may not.
	 * 400 `in_the_past`, `beyond_a_year` for its expiry.
	 */
	create(actor: Actor | null, input: unknown): Promise<{ id: string; token: string; expiresAt: string }>;
	list(actor: Actor | null): Promise<InvitationView[]>;
	/** From the next moment on nobody joins by it; 404 when nobody could any more. */
	revoke(actor: Actor | null, id: string): Promise<void>;
	/**
	 * What the link offers to `userId` (null: a stranger); 404 for a link that never was, 410 for one that is over:
	 * `invitation_used`, `…_revoked`, `…_expired`, `…_suspended`, or `…_used_before` by somebody who was removed since.
	 */
	peek(token: string, userId?: string | null): Promise<InvitationPeek>;
	/** As somebody new: account, membership and the place they take in one transaction. 409 `email_taken`: sign in first. */
	accept(token: string, input: unknown): Promise<Joined>;
	/** As the person who is signed in; 404, 410 as `peek`. */
	acceptAs(token: string, userId: string): Promise<Joined>;
}

export interface InvitationsDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly passwords: PasswordHash;
}

interface Found {
	readonly capability: Capability;
	readonly row: repo.InvitationRow;
	readonly isMember: boolean;
	readonly usedBefore: boolean;
}

export function createInvitations({ db, newId, now, passwords }: InvitationsDeps): Invitations {
	/** The invitation of a link, bound to the link's own workspace, and what it is to this person. */
	async function find(token: string, userId: string | null): Promise<Found> {
		const capability = readCapability(token);
		if (capability === null) throw notFound();
		const { workspaceId, id, secretHash } = capability;
		return db.inWorkspace(workspaceId, async (trx) => {
			const row = await repo.findInvitation(trx, workspaceId, id);
			if (!row || !sameHash(row.token_hash, secretHash)) throw notFound();
			const isMember = userId !== null && (await findMember(trx, workspaceId, userId)) !== undefined;
			const usedBefore = userId !== null && !isMember && (await repo.hasUsed(trx, workspaceId, id, userId));
			return { capability, row, isMember, usedBefore };
		});
	}

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
		},

		async peek(token, userId = null) {
			const found = await find(token, userId);
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
			const found = await find(token, null);
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
			const found = await find(token, userId);
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

/** Why a link is over: whoever opens it is told. */
const over = (why: Exclude<InvitationStatus, 'open'> | 'used_before'): AppError =>
	new AppError(410, `invitation_${why === 'accepted' ? 'used' : why}`);
