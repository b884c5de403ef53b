import { describe, expect, it } from 'vitest';
import { InvitationInput } from '#domain/access/inputs.ts';
import { parse } from '#domain/shared/parse.ts';
import { inviteInput } from './invite-form.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const form = (fields: Record<string, string>): FormData => {
	const data = new FormData();
	for (const [name, value] of Object.entries({ role: 'viewer', ...fields })) data.append(name, value);
	return data;
};
const input = (fields: Record<string, string>) => inviteInput(form(fields), 'Asia/Shanghai', now);
const issues = (fields: Record<string, string>) => {
	const parsed = parse(InvitationInput, input(fields));
	return parsed.ok ? [] : parsed.issues.map((issue) => `${issue.path?.join('.')}: ${issue.code}`);
};

describe('the invite dialog’s form', () => {
	it('is for one person unless it says otherwise', () => {
		expect(input({ days: '7', maxUses: '20', unlimited: 'on' })).toMatchObject({ maxUses: 1 });
		expect(input({ who: 'many', maxUses: '20', days: '30' })).toMatchObject({
			maxUses: 20,
			expiresAt: '2026-03-31T12:00:00.000Z'
		});
		expect(input({ who: 'many', maxUses: '20', unlimited: 'on', days: '30' })).toMatchObject({ maxUses: null });
	});

	it('makes no limit of nothing that was not asked to have none', () => {
		for (const maxUses of ['', 'abc', '0', '-1', '2.5', '1e9'])
			expect(issues({ who: 'many', maxUses, days: '7' }), maxUses).toHaveLength(1);
		expect(issues({ who: 'many', days: '7' })).toEqual(['maxUses: invalid']);
	});

	it('ends with the chosen day, in the workspace’s zone', () => {
		expect(input({ days: 'own', until: '2026-03-02' })).toMatchObject({ expiresAt: '2026-03-02T15:59:59.999Z' });
		expect(issues({ days: 'own', until: '2026-03-02' })).toEqual([]);
	});

	it('asks for a day that is none', () => {
		expect(issues({ days: 'own', until: '' })[0]).toBe('expiresAt: non_empty');
		for (const until of ['soon', '2026-13-01', '0000-00-00', '2026-2-3'])
			expect(issues({ days: 'own', until }), until).not.toEqual([]);
		for (const days of ['', '-1', 'x', '0', '1e99']) expect(issues({ days }), days).not.toEqual([]);
	});
});
