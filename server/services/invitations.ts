import { mayGrant, type Actor, type Role } from '#domain/access/index.ts';
import { InvitationInput, NewcomerInput } from '#domain/access/inputs.ts';
import { passwordIssues } from '#domain/access/password.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import { insertAccount, isEmailTaken } from '../db/repos/accounts.ts';
import { findDepartment } from '../db/repos/departments.ts';
import * as repo from '../db/repos/invitations.ts';
import { insertMember } from '../db/repos/members.ts';
import type { Db, Trx } from '../db/scope.ts';
import { AppError, conflict, forbidden, invalid, notFound } from '../errors.ts';
import { newCapability, readCapability, sameHash, type Capability } from './capability.ts';
import { authorize, checked } from './guard.ts';
import type { PasswordHash } from './password-hash.ts';

const DAYS_OPEN = 7;

export interface InvitationView {
	readonly id: string;
	readonly role: Role;
	readonly departmentId: string | null;
	readonly note: string | null;
	readonly createdBy: string;
	/** null when the inviter has left. */
	readonly createdByName: string | null;
	readonly createdAt: string;
	readonly expiresAt: string;
	readonly status: 'open' | 'accepted' | 'revoked' | 'expired';
}

export interface InvitationPeek {
	readonly workspaceName: string;
	readonly inviterName: string;
	readonly role: Role;
	readonly expiresAt: string;
}

export interface Invitations {
	/** `token` is shown once, in the link `/invite/<token>`; it works for seven days and for one person. */
	create(actor: Actor | null, input: unknown): Promise<{ id: string; token: string; expiresAt: string }>;
	list(actor: Actor | null): Promise<InvitationView[]>;
	revoke(actor: Actor | null, id: string): Promise<void>;
	/** What the link offers; 404 for a link that never was, 410 `invitation_gone` for one that is over. */
	peek(token: string): Promise<InvitationPeek>;
	/** As somebody new: account and membership in one transaction. 409 `email_taken`: sign in first, then open the link again. */
	accept(token: string, input: unknown): Promise<{ workspaceId: string; userId: string }>;
	/** As the person who is signed in. 409 `already_member` leaves the link unused. */
	acceptAs(token: string, userId: string): Promise<{ workspaceId: string; userId: string }>;
}

export interface InvitationsDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly passwords: PasswordHash;
}

export function createInvitations({ db, newId, now, passwords }: InvitationsDeps): Invitations {
	/** Bound to the link's own workspace; everything but an open invitation of somebody who may still invite is refused. */
	async function open(token: string): Promise<{ capability: Capability; row: repo.InvitationRow }> {
		const capability = readCapability(token);
		if (capability === null) throw notFound();
		const row = await db.inWorkspace(capability.workspaceId, (trx) =>
			repo.findInvitation(trx, capability.workspaceId, capability.id)
		);
		if (!row || !sameHash(row.token_hash, capability.secretHash)) throw notFound();
		const mayStill = row.inviter_role !== null && mayGrant({ role: row.inviter_role }, row.role);
		if (status(row, now()) !== 'open' || !mayStill) throw gone();
		return { capability, row };
	}

	/** One transaction for everything an acceptance changes: it happens whole or not at all. */
	async function join(token: string, userId: string, before: (trx: Trx) => Promise<void>) {
		const { capability, row } = await open(token);
		const { workspaceId, id } = capability;
		// The system's connections: the account is global.
		await db.system.transaction().execute(async (trx) => {
			// First: of two tabs at once the second waits here, and finds the link used.
			if (!(await repo.takeInvitation(trx, workspaceId, id, userId, now()))) throw gone();
			await before(trx);
			const member = { workspaceId, userId, role: row.role, departmentId: row.department_id, at: now() };
			if (!(await insertMember(trx, member))) throw conflict('already_member');
		});
		return { workspaceId, userId };
	}

	return {
		async create(actor, input) {
			authorize(actor, 'member.manage');
			const { role, departmentId = null, note } = checked(InvitationInput, input);
			if (!mayGrant(actor, role)) throw forbidden();
			const at = now();
			const expiresAt = new Date(at.getTime() + DAYS_OPEN * 24 * 60 * 60 * 1000);
			const id = newId();
			const { workspaceId, userId: createdBy } = actor;
			const { text, secretHash } = newCapability(workspaceId, id);
			await db.inWorkspace(workspaceId, async (trx) => {
				if (departmentId !== null && !(await findDepartment(trx, workspaceId, departmentId))) {
					throw invalid([issue('unknown', ['departmentId'])]);
				}
				const row = { workspaceId, id, secretHash, role, departmentId, note: note || null, createdBy, at, expiresAt };
				await repo.insertInvitation(trx, row);
			});
			return { id, token: text, expiresAt: expiresAt.toISOString() };
		},

		async list(actor) {
			authorize(actor, 'member.manage');
			const rows = await db.inWorkspace(actor.workspaceId, (trx) => repo.listInvitations(trx, actor.workspaceId));
			return rows.map((row) => view(row, now()));
		},

		async revoke(actor, id) {
			authorize(actor, 'member.manage');
			if (!isId(id)) throw notFound();
			const done = await db.inWorkspace(actor.workspaceId, (trx) =>
				repo.revokeInvitation(trx, actor.workspaceId, id, now())
			);
			if (!done) throw notFound();
		},

		async peek(token) {
			const { row } = await open(token);
			return {
				workspaceName: row.workspace_name,
				inviterName: row.inviter_name ?? '',
				role: row.role,
				expiresAt: row.expires_at.toISOString()
			};
		},

		async accept(token, input) {
			const { name, email, password, locale = null } = checked(NewcomerInput, input);
			const issues = passwordIssues(password, [name, email]);
			if (issues.length > 0) throw invalid(issues);
			// Only a live link may make the server work on a password.
			await open(token);
			const passwordHash = await passwords.hash(password);
			const account = { userId: newId(), accountId: newId(), name, email, locale, passwordHash, at: now() };
			try {
				return await join(token, account.userId, (trx) => insertAccount(trx, account));
			} catch (error) {
				throw isEmailTaken(error) ? conflict('email_taken') : error;
			}
		},

		acceptAs: (token, userId) => join(token, userId, async () => {})
	};
}

const gone = (): AppError => new AppError(410, 'invitation_gone');

function status(row: repo.InvitationRow, now: Date): InvitationView['status'] {
	if (row.accepted_at !== null) return 'accepted';
	if (row.revoked_at !== null) return 'revoked';
	return row.expires_at <= now ? 'expired' : 'open';
}

const view = (row: repo.InvitationRow, now: Date): InvitationView => ({
	id: row.id,
	role: row.role,
	departmentId: row.department_id,
	note: row.note,
	createdBy: row.created_by,
	createdByName: row.inviter_name,
	createdAt: row.created_at.toISOString(),
	expiresAt: row.expires_at.toISOString(),
	status: status(row, now)
});
