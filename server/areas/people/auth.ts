import { ProfileInput } from '#domain/access/inputs.ts';
import type { NewId } from '#domain/shared/ids.ts';
import type { Locale } from '#domain/shared/locale.ts';
import type { Db } from '../../db/scope.ts';
import { checked } from '../shared/guard.ts';
import { createBetter } from './better-auth.ts';
import type { SessionToken } from './http/session-cookie.ts';
import { createPasswordChanges } from './password-changes.ts';
import type { PasswordHash } from './password-hash.ts';
import { updateUser } from './repo/accounts.ts';
import { createSessions } from './sessions.ts';
import type { SignInLimits } from './sign-in-limits.ts';
import { createSignIn } from './sign-in.ts';

export interface SessionInfo {
	readonly id: string;
	readonly userId: string;
	readonly name: string;
	readonly email: string;
	/** The language this person chose; null: as the browser asks. */
	readonly locale: Locale | null;
}

/** Where an attempt comes from: it is counted under this address. */
export interface Source {
	readonly address: string;
	readonly userAgent?: string | null;
	/** What this device keeps of earlier sign-ins, as it came (http/device-cookie.ts). */
	readonly device?: string | null;
}

/** What a browser is given when somebody has signed in. */
export interface SignedIn {
	readonly token: SessionToken;
	/** For the device cookie. */
	readonly device: string;
	readonly userId: string;
	readonly locale: Locale | null;
}

/** Tells who loses access at once, so that open sockets are judged again. */
export type Revoked = (who: { workspaceId: string; userId: string }) => void | Promise<void>;

export interface Auth {
	/**
	 * The session of a request's cookie; `renewed` when its time was prolonged and the browser needs the new cookie.
	 * `endsAt`: when it ends unless it is used again.
	 */
	session(headers: Headers): Promise<{ session: SessionInfo; renewed: SessionToken | null; endsAt?: Date } | null>;
	/** 401 `wrong_credentials` for an unknown address and for a wrong password alike; 429 after too many attempts. */
	signIn(input: unknown, source: Source): Promise<SignedIn>;
	/**
	 * Of somebody whose account this very request has made: not counted, so that nobody's guesses at the new address leave
	 * an account behind whose owner was refused.
	 */
	firstSignIn(input: unknown, source: Source): Promise<SignedIn>;
	signOut(headers: Headers): Promise<void>;
	/** Needs the current password; ends every session of this person and answers a new one for this browser. */
	changePassword(headers: Headers, input: unknown, source: Source): Promise<SessionToken>;
	/**
	 * For whoever runs the installation, when somebody has forgotten theirs: takes the place of the password and ends
	 * every session. Asks for no session; 404 when nobody has this address.
	 */
	setPassword(input: unknown): Promise<void>;
	updateProfile(session: SessionInfo, input: unknown): Promise<void>;
}

export interface AuthDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	/** Signs the session cookies; at least 32 characters. */
	readonly secret: string;
	readonly origin: string;
	readonly passwords: PasswordHash;
	readonly limits: SignInLimits;
	readonly revoked: Revoked;
	readonly log: { error(details: object, message: string): void };
}

/** Sign-in and sessions: Better Auth's core behind the few doors that our pages use. */
export function createAuth(deps: AuthDeps): Auth {
	const better = createBetter(deps);
	const sessions = createSessions(deps, better);
	return {
		...sessions,
		...createSignIn(deps, better),
		...createPasswordChanges(deps, better, sessions),
		async updateProfile(who, input) {
			const changes = checked(ProfileInput, input);
			await updateUser(deps.db.system, who.userId, { ...changes, updatedAt: deps.now() });
		}
	};
}
