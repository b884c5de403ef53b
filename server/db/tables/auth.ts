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

/** How often something was tried in a window, as rate-limiter-flexible keeps it (server/areas/people/stored-limiter.ts). */
export interface RateLimitTable {
	/** What is counted, and a keyed hash of who tried, and from where. */
	key: string;
	points: number;
	/** After this it counts no more: ms since 1970, as text since it is a bigint. */
	expire: string;
}

export interface AuthTables {
	user: UserTable;
	session: SessionTable;
	account: AccountTable;
	rate_limit: RateLimitTable;
}
