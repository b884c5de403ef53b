import type { Timestamp } from './tenancy.ts';

/** Better Auth's tables (global, camelCase columns); only the columns that our own statements name. */
export interface UserTable {
	id: string;
	name: string;
	/** Lower case: Better Auth looks it up so. */
	email: string;
	emailVerified: boolean;
	/** Language of the interface this person chose; null: as the browser asks. */
	locale: string | null;
	createdAt: Timestamp;
	updatedAt: Timestamp;
}

export interface SessionTable {
	id: string;
	userId: string;
	token: string;
	expiresAt: Timestamp;
	createdAt: Timestamp;
	updatedAt: Timestamp;
}

export interface AccountTable {
	id: string;
	/** Equal to `userId` for a password account. */
	accountId: string;
	/** `credential`: an account with a password. */
	providerId: string;
	userId: string;
	password: string | null;
	createdAt: Timestamp;
	updatedAt: Timestamp;
}

/** How often a password was tried (server/areas/people/stored-limiter.ts). */
export interface SignInAttemptTable {
	/** Keyed hash of who tried, and from where. */
	key: Buffer;
	points: number;
	/** After this it counts no more. */
	ends_at: Date;
}

export interface AuthTables {
	user: UserTable;
	session: SessionTable;
	account: AccountTable;
	sign_in_attempt: SignInAttemptTable;
}
