import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readProof } from './identity-proof.ts';

const NOW = new Date('2026-11-29T12:00:00Z');
const SECRET = 'wfid_current';
const hour = NOW.getTime() / 1000 + 3600;
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (
	claims: unknown,
	{ secret = SECRET, header = { alg: 'HS256', typ: 'JWT' } as unknown, hash = 'sha256' } = {}
) => {
	const text = `${part(header)}.${part(claims)}`;
	return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
};
const read = (token: string, secrets = [SECRET]) => readProof(token, secrets, NOW);

it('says who is there, by every name that it has, under either secret', () => {
	const claims = { sub: 'C-17', exp: hour, name: '林晓', email: 'Lin@Shop.example', iat: 1, iss: 'shop' };
	const customer = { externalId: 'C-17', name: '林晓', email: 'lin@shop.example' };
	expect(read(signed(claims))).toEqual({ customer });
	expect(read(signed(claims), ['wfid_old', SECRET])).toEqual({ customer });
	expect(read(signed({ sub: 17, exp: hour }))).toEqual({ customer: { externalId: '17' } });
});

describe('proves nothing', () => {
	const good = signed({ sub: 'C-17', exp: hour });
	const [head, , seal] = good.split('.') as [string, string, string];
	it.each([
		['', 'malformed'],
		['C-17', 'malformed'],
		[`${good}.x`, 'malformed'],
		['null.e30.' + 'A'.repeat(43), 'malformed'],
		[good.slice(0, -1), 'malformed'],
		// The algorithm is not the token's to choose.
		[`${part({ alg: 'none' })}.${part({ sub: 'C-17', exp: hour })}.${seal}`, 'algorithm'],
		[signed({ sub: 'C-17', exp: hour }, { header: { alg: 'RS256' } }), 'algorithm'],
		[signed({ sub: 'C-17', exp: hour }, { header: {} }), 'algorithm'],
		// Somebody else's name under a seal that was made for oneself.
		[`${head}.${part({ sub: 'C-18', exp: hour })}.${seal}`, 'signature'],
		[signed({ sub: 'C-17', exp: hour }, { secret: 'wfid_other' }), 'signature'],
		[signed({ sub: 'C-17', exp: hour }, { secret: '' }), 'signature'],
		[signed({ exp: hour }), 'claims'],
		[signed({ sub: '  ', exp: hour }), 'claims'],
		[signed({ sub: 'x'.repeat(201), exp: hour }), 'claims'],
		[signed({ sub: 'a\u0000b', exp: hour }), 'claims'],
		[signed({ sub: { $ne: 1 }, exp: hour }), 'claims'],
		[signed({ sub: 'C-17' }), 'claims'],
		[signed({ sub: 'C-17', exp: hour, email: 'none' }), 'claims'],
		[signed(null), 'claims'],
		[signed({ sub: 'C-17', exp: hour - 2 * 3600 }), 'expired'],
		[signed({ sub: 'C-17', exp: hour + 8 * 24 * 3600 }), 'too_long']
	])('%s: %s', (token, unproven) => expect(read(token)).toEqual({ unproven }));

	it('without a secret', () => expect(read(signed({ sub: 'C-17', exp: hour }), [])).toEqual({ unproven: 'signature' }));
});
