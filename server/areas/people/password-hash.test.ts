import { describe, expect, it } from 'vitest';
import { createPasswordHash } from './password-hash.ts';

describe('password hashes', () => {
	it('are argon2id with a salt of their own, and know their password only', async () => {
		const { hash, verify } = createPasswordHash();
		const [one, two] = [await hash('correct horse battery'), await hash('correct horse battery')];
		expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
		expect(one).not.toBe(two);
		expect(await verify({ hash: one, password: 'correct horse battery' })).toBe(true);
		expect(await verify({ hash: one, password: 'correct horse batterY' })).toBe(false);
		await expect(verify({ hash: 'plain text', password: 'plain text' })).rejects.toThrow(/not an argon2id/);
	});

	it('do not care which keyboard composed a letter', async () => {
		const { hash, verify } = createPasswordHash();
		expect(await verify({ hash: await hash('Zu\u0308rich am See'), password: 'Z\u00fcrich am See' })).toBe(true);
	});

	it('queue up, and say "busy" beyond the queue', async () => {
		const { hash } = createPasswordHash({ atOnce: 1, waiting: 2 });
		const burst = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => hash(`password number ${n}`)));
		expect(burst.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected']);
		expect((burst[4] as PromiseRejectedResult).reason).toMatchObject({ status: 503, code: 'busy' });
		await hash('and afterwards it works again');
	});
});
