import { expect, it } from 'vitest';
import { refuse } from './refuse.server.ts';

const refusal = (status: number, code: string, issues: { code: string; path?: (string | number)[] }[] = []) =>
	Object.assign(new Error(code), { [Symbol.for('wayfelt.error')]: true, status, code, issues });

it('gives a sentence for the form and one for each field, the first issue of a field winning', () => {
	const failed = refuse(
		refusal(400, 'invalid', [
			{ code: 'non_empty', path: ['name'] },
			{ code: 'max_length', path: ['name'] },
			{ code: 'rank_below_min', path: ['rankN'] },
			{ code: 'something_new', path: ['timeZone'] }
		])
	);
	expect(failed.status).toBe(400);
	expect(failed.data.message).toMatch(/\w/);
	expect(Object.keys(failed.data.fields)).toEqual(['name', 'rankN', 'timeZone']);
	expect(new Set(Object.values(failed.data.fields)).size).toBe(3);
});

it('asks for what was emptied, and says what is wrong with what is not', () => {
	const issue = (path: string, received: string) => ({ code: 'invalid', path: [path], params: { received } });
	const { fields } = refuse(
		refusal(400, 'invalid', [issue('minN', 'null'), issue('maxUses', '""'), issue('x', 'NaN')])
	).data;
	expect(fields.maxUses).toBe(fields.minN);
	expect(fields.x).not.toBe(fields.minN);
});

it('keeps the status of a conflict and says its own sentence', () => {
	const conflict = refuse(refusal(409, 'last_owner'));
	const forbidden = refuse(refusal(403, 'forbidden'));
	expect(conflict.status).toBe(409);
	expect(conflict.data.message).not.toBe(forbidden.data.message);
});

it('passes on what nobody expected', () => {
	const bug = new TypeError('x is undefined');
	expect(() => refuse(bug)).toThrow(bug);
});
