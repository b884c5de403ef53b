import type { Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

/** Rows that nobody can use any more; each statement runs over all workspaces and returns how many it deleted. */

const deleted = (results: readonly { numDeletedRows: bigint }[]): number =>
	results.reduce((sum, one) => sum + Number(one.numDeletedRows), 0);

export const purgeSessions = async (system: Kysely<Database>, expiredBefore: Date): Promise<number> =>
	deleted(await system.deleteFrom('session').where('expiresAt', '<', expiredBefore).execute());

export const purgeRateLimits = async (system: Kysely<Database>, endedBefore: Date): Promise<number> =>
	deleted(await system.deleteFrom('rate_limit').where('expire', '<', String(endedBefore.getTime())).execute());

/** Invitations that ran out, unless somebody came by them: who invited whom stays known. */
export const purgeInvitations = async (system: Kysely<Database>, expiredBefore: Date): Promise<number> =>
	deleted(
		await system.deleteFrom('invitation').where('expires_at', '<', expiredBefore).where('uses', '=', 0).execute()
	);
