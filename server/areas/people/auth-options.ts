import type { BetterAuthOptions } from 'better-auth';
import { PASSWORD_MAX, PASSWORD_MIN } from '#domain/access/inputs.ts';
import type { Kysely } from 'kysely';
import type { Database } from '../../db/tables/index.ts';

/** A signed-in person must come back within this many seconds (each visit starts it anew) … */
export const SESSION_IDLE_SECONDS = 12 * 60 * 60;
/** … and signs in again after this many, however busy they were. */
export const SESSION_ABSOLUTE_SECONDS = 14 * 24 * 60 * 60;
/** The expiry is written at most this often, so a page view is a read. */
const SESSION_TOUCH_SECONDS = 15 * 60;

/** What Better Auth calls its cookie; what the browser calls it is decided in http/session-cookie.ts. */
export const AUTH_COOKIE = 'wayfelt.session_token';

/**
 * Everything that decides Better Auth's tables and behaviour, without secrets: the migration is compiled from it and
 * a test compares it with the migrated database, so an upgrade that wants other columns is noticed.
 * Only its core is used: workspaces, members and invitations are tables of our own (see the tenancy migration).
 */
export const authOptions = (db: Kysely<Database>, newId: () => string) =>
	({
		database: { db, type: 'postgres', transaction: true },
		// Nobody signs up by themselves: accounts come from the first visit or from an invitation.
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: PASSWORD_MIN,
			maxPasswordLength: PASSWORD_MAX
		},
		user: { additionalFields: { locale: { type: 'string', required: false, input: false } } },
		session: { expiresIn: SESSION_IDLE_SECONDS, updateAge: SESSION_TOUCH_SECONDS },
		telemetry: { enabled: false },
		// It would make spans for nobody, since prom-client brings OpenTelemetry's interface along.
		experimental: { instrumentation: { enabled: false } },
		// Its limiter sees only its own HTTP routes, which are not mounted; ours is in sign-in-limits.ts.
		rateLimit: { enabled: false },
		advanced: {
			cookiePrefix: 'wayfelt',
			useSecureCookies: false,
			ipAddress: { disableIpTracking: true },
			database: { generateId: newId }
		}
	}) satisfies BetterAuthOptions;
