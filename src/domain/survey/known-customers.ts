import * as v from 'valibot';
import { CustomerInput } from './inputs.ts';

/** A website's proof of who looks at its page holds for no longer than this. */
export const PROOF_MS = 7 * 24 * 60 * 60_000;
/** Clocks of servers differ. */
export const PROOF_SKEW_MS = 60_000;
/** Secrets of a workspace at a time: the one in use, and the one that takes its place. */
export const MAX_IDENTITY_SECRETS = 2;
/** So many names of a list at once. */
export const MAX_NAMES = 10_000;

/** What a website's server says in its proof (JSON Web Token); what else it says is none of our business. */
export const ProofClaims = v.object({
	/** The customer's id, as in imports and lists. */
	sub: v.union([v.string(), v.pipe(v.number(), v.safeInteger(), v.transform(String))]),
	exp: v.pipe(v.number(), v.integer()),
	name: v.optional(v.string()),
	email: v.optional(v.string()),
	phone: v.optional(v.string())
});

/** Why a proof proves nothing. */
export const unprovenReasons = ['malformed', 'algorithm', 'signature', 'claims', 'expired', 'too_long'] as const;
export type Unproven = (typeof unprovenReasons)[number];

/** Customers who are not to be asked from now on, or may be again. */
export const DoNotContact = v.strictObject({
	customers: v.pipe(v.array(CustomerInput), v.minLength(1), v.maxLength(MAX_NAMES)),
	contact: v.picklist(['never', 'again'])
});
