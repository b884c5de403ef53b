import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { can, lesserRole, mayGrant, permissions, roles, type Action, type Role } from './index.ts';

/**
 * The table of who may do what, written a second time by hand: a permission added or widened without a thought shows here.
 * One column per role, from owner to viewer: x may, - may not.
 */
const table: Record<Action, string> = {
	//                     owner admin editor analyst agent viewer
	'workspace.view': '     x     x     x      x       x     x',
	'workspace.configure': 'x     x     -      -       -     -',
	'member.view': '        x     x     x      x       x     x',
	'member.manage': '      x     x     -      -       -     -',
	'department.manage': '  x     x     -      -       -     -',
	'token.manage': '       x     x     -      -       -     -',
	'journey.view': '       x     x     x      x       x     x',
	'journey.edit': '       x     x     x      -       -     -',
	'journey.create': '     x     x     x      -       -     -',
	'survey.view': '        x     x     x      x       x     x',
	'survey.edit': '        x     x     x      -       -     -',
	'survey.publish': '     x     x     x      -       -     -',
	'collector.view': '     x     x     x      x       x     x',
	'collector.edit': '     x     x     x      -       -     -',
	'result.view': '        x     x     x      x       x     x',
	'target.edit': '        x     x     x      -       -     -',
	'response.view': '      x     x     x      x       -     -',
	'response.judge': '     x     x     x      -       -     -',
	'response.delete': '    x     x     -      -       -     -',
	'response.export': '    x     x     x      x       -     -',
	'response.import': '    x     x     x      -       -     -'
};

const actions = Object.keys(permissions) as Action[];
const role = fc.constantFrom(...roles);
const rank = (one: Role): number => roles.indexOf(one);

describe('who may do what', () => {
	it('is the table', () => {
		const written = Object.fromEntries(
			Object.entries(table).map(([action, row]) => [action, roles.filter((_, i) => row.trim().split(/\s+/)[i] === 'x')])
		);
		expect(written).toEqual(permissions);
	});

	it('refuses strangers everything', () => {
		for (const action of actions) expect(can(null, action)).toBe(false);
	});

	it('lets the owner do everything, and an admin as much but for owners', () => {
		for (const action of actions)
			expect([can({ role: 'owner' }, action), can({ role: 'admin' }, action)]).toEqual([true, true]);
		expect(mayGrant({ role: 'admin' }, 'owner')).toBe(false);
	});

	it('lets nobody hand out a role above their own', () => {
		fc.assert(
			fc.property(role, role, (actor, granted) => !mayGrant({ role: actor }, granted) || rank(granted) >= rank(actor))
		);
	});

	it('lets nobody climb, by however many grants through others', () => {
		// Each step: somebody with a role reached so far hands out a role to somebody else.
		fc.assert(
			fc.property(role, fc.array(role, { maxLength: 20 }), (start, grants) => {
				const reached = new Set<Role>([start]);
				for (const granted of grants)
					if ([...reached].some((one) => mayGrant({ role: one }, granted))) reached.add(granted);
				return [...reached].every((one) => rank(one) >= rank(start));
			})
		);
	});

	it('caps a token by its creator: the lesser of two roles can do nothing that either cannot', () => {
		fc.assert(
			fc.property(role, role, (a, b) => {
				const lesser = lesserRole(a, b);
				return (
					(lesser === a || lesser === b) && lesser === lesserRole(b, a) && rank(lesser) === Math.max(rank(a), rank(b))
				);
			})
		);
		for (const a of roles) {
			for (const b of roles) {
				for (const action of actions) {
					if (can({ role: lesserRole(a, b) }, action))
						expect(can({ role: a }, action) && can({ role: b }, action)).toBe(true);
				}
			}
		}
	});
});
