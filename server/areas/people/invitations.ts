import type { InvitationView } from '#contract/identity.ts';
import type { Actor, Role } from '#domain/access/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import type { Db } from '../../db/scope.ts';
import { createInvitationLinks } from './invitation-links.ts';
import { createInvitationOffers } from './invitation-offers.ts';
import type { PasswordHash } from './password-hash.ts';

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

export const createInvitations = (deps: InvitationsDeps): Invitations => ({
	...createInvitationOffers(deps),
	...createInvitationLinks(deps)
});
