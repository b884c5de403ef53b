import { expect, it } from 'vitest';
import { isPass, newPass, PASS_MS } from './pass.ts';

const link = { id: 'a', passwordHash: '$argon2id$one' };
const at = new Date('2026-03-01T10:00:00Z');
const later = (ms: number) => new Date(at.getTime() + ms);

it('holds for its link and password, and for its time', () => {
	const pass = newPass('secret', link, at);
	expect(isPass('secret', link, pass, at)).toBe(true);
	expect(isPass('secret', link, pass, later(PASS_MS - 1))).toBe(true);
	expect(isPass('secret', link, pass, later(PASS_MS))).toBe(false);
	expect(isPass('secret', { ...link, id: 'b' }, pass, at)).toBe(false);
	expect(isPass('secret', { ...link, passwordHash: '$argon2id$two' }, pass, at)).toBe(false);
	expect(isPass('another', link, pass, at)).toBe(false);
});

it('is not what somebody made up', () => {
	const pass = newPass('secret', link, at);
	const [time, sealed] = pass.split('.') as [string, string];
	const earlier = (parseInt(time, 36) + 1).toString(36);
	for (const forged of ['', '.', time, `${earlier}.${sealed}`, `${time}.`, `${time}.AAAA`, `x.${sealed}`])
		expect(isPass('secret', link, forged, at)).toBe(false);
});
