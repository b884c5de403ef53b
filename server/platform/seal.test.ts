import { describe, expect, it } from 'vitest';
import { createSeal } from './seal.ts';

const seal = createSeal('a secret of at least 32 characters', 'channels');

describe('a sealed text', () => {
	it('opens for what it was sealed for, and says nothing before', () => {
		const sealed = seal.close('密码 p4ssw0rd', 'w1 c1');
		expect(sealed.toString('latin1')).not.toContain('p4ssw0rd');
		expect(seal.open(sealed, 'w1 c1')).toBe('密码 p4ssw0rd');
		expect(seal.close('密码 p4ssw0rd', 'w1 c1').equals(sealed)).toBe(false);
	});

	it('opens for nothing else, under no other secret, and not when a bit of it has changed', () => {
		const sealed = seal.close('text', 'w1 c1');
		expect(seal.open(sealed, 'w1 c2')).toBeNull();
		expect(createSeal('another secret of 32 characters…', 'channels').open(sealed, 'w1 c1')).toBeNull();
		expect(createSeal('a secret of at least 32 characters', 'mail').open(sealed, 'w1 c1')).toBeNull();
		for (let at = 0; at < sealed.length; at++) {
			const changed = Buffer.from(sealed);
			changed[at]! ^= 1;
			expect(seal.open(changed, 'w1 c1')).toBeNull();
		}
		expect(seal.open(Buffer.of(), 'w1 c1')).toBeNull();
	});

	it('marks the same text alike', () => {
		expect(seal.mark('oFAKE')).toBe(seal.mark('oFAKE'));
		expect(seal.mark('oFAKE')).not.toContain('oFAKE');
		expect(createSeal('another secret of 32 characters…', 'channels').mark('oFAKE')).not.toBe(seal.mark('oFAKE'));
	});
});
