import { createHmac, timingSafeEqual } from 'node:crypto';
import type * as v from 'valibot';
import { parse } from '#domain/shared/parse.ts';
import { unstorable } from '#domain/shared/storable.ts';
import { CustomerInput, PROOF_MS, PROOF_SKEW_MS, ProofClaims, type Unproven } from '#domain/survey/index.ts';

export type ProvenCustomer = v.InferOutput<typeof CustomerInput>;

/**
 * Reads a website's proof of who looks at its page: a JSON Web Token (RFC 7519) signed with HMAC-SHA-256 under a secret of
 * the workspace. The algorithm is ours to choose, never the token's.
 */
export function readProof(
	token: string,
	secrets: readonly string[],
	now: Date
): { readonly customer: ProvenCustomer } | { readonly unproven: Unproven } {
	const [head = '', body = '', seal = '', more] = token.split('.');
	const header = jsonOf(head);
	if (more !== undefined || header === null || !/^[\w-]{43}$/.test(seal)) return { unproven: 'malformed' };
	if ((header as { alg?: unknown }).alg !== 'HS256') return { unproven: 'algorithm' };
	if (!secrets.some((secret) => isSealed(secret, `${head}.${body}`, seal))) return { unproven: 'signature' };
	const claims = parse(ProofClaims, jsonOf(body));
	if (!claims.ok) return { unproven: 'claims' };
	const { sub, exp, name, email, phone } = claims.value;
	const given = { externalId: sub, ...(name && { name }), ...(email && { email }), ...(phone && { phone }) };
	const customer = parse(CustomerInput, given);
	if (!customer.ok || unstorable(given).length > 0) return { unproven: 'claims' };
	const left = exp * 1000 - now.getTime();
	if (left < -PROOF_SKEW_MS) return { unproven: 'expired' };
	return left > PROOF_MS + PROOF_SKEW_MS ? { unproven: 'too_long' } : { customer: customer.value };
}

function isSealed(secret: string, text: string, seal: string): boolean {
	const own = createHmac('sha256', secret).update(text).digest();
	const given = Buffer.from(seal, 'base64url');
	return given.length === own.length && timingSafeEqual(own, given);
}

function jsonOf(part: string): object | null {
	try {
		const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
		return typeof value === 'object' ? value : null;
	} catch {
		// Of a stranger's browser: anything may stand there.
		return null;
	}
}
