import type { JobHandler } from '../handler.ts';
import { purgeIdempotencyKeys } from './purge-idempotency-keys.ts';
import { purgeInvitations } from './purge-invitations.ts';
import { purgeSessions } from './purge-sessions.ts';
import { purgeSignInAttempts } from './purge-sign-in-attempts.ts';
import { recountDays } from './recount-days.ts';

/** Every job. */
export const handlers: readonly JobHandler[] = [
	purgeIdempotencyKeys,
	purgeInvitations,
	purgeSessions,
	purgeSignInAttempts,
	recountDays
];
