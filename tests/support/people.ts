import type { Actor, Role } from '#domain/access/index.ts';
import type { Db } from '../../server/db/scope.ts';
import { createAuth, type Auth, type Revoked } from '../../server/areas/people/auth.ts';
import { createInvitations, type Invitations } from '../../server/areas/people/invitations.ts';
import { createMembers, type Members } from '../../server/areas/people/members.ts';
import { createPasswordHash, type PasswordHash } from '../../server/areas/people/password-hash.ts';
import { createSignInLimits, type SignInLimitDeps } from '../../server/areas/people/sign-in-limits.ts';
import { createTokens, type Tokens } from '../../server/areas/people/tokens.ts';
import { createWorkspaces, type Workspaces } from '../../server/areas/workspaces/workspaces.ts';
import { newId } from './database.ts';
import { memoryLimiter } from './memory-limiter.ts';

export const SECRET = 'a secret that only tests may know, and long enough';

/** The services of identity, wired as `compose` does, for a test's database. */
export interface Identity {
	readonly auth: Auth;
	readonly workspaces: Workspaces;
	readonly members: Members;
	readonly invitations: Invitations;
	readonly tokens: Tokens;
}

export function createIdentity(
	db: Db,
	{
		now = () => new Date(),
		revoked = () => {},
		wait = async () => {},
		passwords = createPasswordHash()
	}: { now?: () => Date; revoked?: Revoked; wait?: SignInLimitDeps['wait']; passwords?: PasswordHash } = {}
): Identity {
	const secret = SECRET;
	const shared = { db, newId, now, passwords, revoked, secret };
	return {
		auth: createAuth({
			...shared,
			origin: 'http://localhost:3000',
			limits: createSignInLimits({ make: memoryLimiter, wait }),
			log: { error: (details, message) => console.error(message, details) }
		}),
		workspaces: createWorkspaces(shared),
		members: createMembers(shared),
		invitations: createInvitations(shared),
		tokens: createTokens(shared)
	};
}

export interface Person {
	readonly actor: Actor;
	readonly email: string;
	readonly password: string;
}

export interface SignedIn extends Person {
	/** For a Cookie header over plain http. */
	readonly cookie: string;
}

/** Everybody made here has this password; it is hashed for real. */
export const PASSWORD = 'a long enough passphrase';

let made = 0;

/**
 * People for a test, made by the real services:
 * `const { owner } = await people.workspace(); const viewer = await people.member(owner, 'viewer');`
 */
export function createPeople(db: Db, identity: Identity = createIdentity(db)) {
	const emailOf = (name: string): string => `${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${++made}@example.com`;

	/** A workspace of its own, with its owner; call it twice for "mine" and "theirs". */
	async function workspace(name = `Company ${++made}`): Promise<{ workspaceId: string; owner: Person }> {
		const email = emailOf('owner');
		const given = { name: 'Olivia Owner', email, password: PASSWORD, workspaceName: name, timeZone: 'Europe/Berlin' };
		const { workspaceId, userId } = await identity.workspaces.add(given);
		return { workspaceId, owner: await person(userId, workspaceId, email) };
	}

	/** A colleague who came by an invitation of `by`. */
	async function member(by: Person, role: Role, departmentId?: string): Promise<Person> {
		const name = `${role[0]!.toUpperCase()}${role.slice(1)} Colleague`;
		const email = emailOf(role);
		const { token } = await identity.invitations.create(by.actor, { role, ...(departmentId && { departmentId }) });
		const { workspaceId, userId } = await identity.invitations.accept(token, { name, email, password: PASSWORD });
		return person(userId, workspaceId, email);
	}

	/** Signs in as a browser would. */
	async function signedIn(who: Person): Promise<SignedIn> {
		const { token } = await identity.auth.signIn(
			{ email: who.email, password: who.password },
			{ address: '127.0.0.1' }
		);
		return { ...who, cookie: `wayfelt_session=${encodeURIComponent(token.value)}` };
	}

	async function person(userId: string, workspaceId: string, email: string): Promise<Person> {
		const actor = await identity.members.actorOf(userId, workspaceId);
		if (actor === null) throw new Error('the new person is no member');
		return { actor, email, password: PASSWORD };
	}

	return { workspace, member, signedIn };
}
