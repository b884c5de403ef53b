import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { can, canSome, limitedTo, mayGrant, permissions, roles, type Acting, type Action, type Role } from './index.ts';

/**
 * The table of who may do what, written a second time by hand: a permission added or widened without a thought shows here.
 * One column per role: x may, - may not, else the name of the condition under which it may.
 */
const table: Record<Action, string> = {
	//                            owner admin editor     analyst    agent      viewer
	'workspace.view': '           x     x     x          x          x          x',
	'workspace.configure': '      x     x     -          -          -          -',
	'member.view': '              x     x     x          x          x          x',
	'member.address': '           x     x     themselves themselves themselves themselves',
	'member.manage': '            x     x     -          -          -          -',
	'member.manage-owners': '     x     -     -          -          -          -',
	'department.manage': '        x     x     -          -          -          -',
	'token.manage': '             x     x     -          -          -          -',
	'journey.view': '             x     x     x          x          x          x',
	'journey.edit': '             x     x     x          -          -          -',
	'journey.create': '           x     x     x          -          -          -',
	'survey.view': '              x     x     x          x          x          x',
	'survey.edit': '              x     x     x          -          -          -',
	'survey.publish': '           x     x     x          -          -          -',
	'collector.view': '           x     x     x          x          x          x',
	'collector.edit': '           x     x     x          -          -          -',
	'result.view': '              x     x     x          x          x          x',
	'target.edit': '              x     x     x          -          -          -',
	'share.manage': '        x     x     x          -          -          -',
	'channel.manage': '           x     x     -          -          -          -',
	'response.view': '            x     x     x          x          -          -',
	'response.judge': '           x     x     x          -          -          -',
	'response.organise': '        x     x     x          x          -          -',
	'customer.view': '            x     x     x          x          -          -',
	'response.delete': '          x     x     -          -          -          -',
	'response.export': '          x     x     x          x          -          -',
	'response.import': '          x     x     x          -          -          -',
	'import.undo': '              x     x     ownRecord  -          -          -'
};

/** Who may hand out which role, by hand too: one row per role that hands out. */
const grants: Record<Role, string> = {
	//         owner admin editor analyst agent viewer
	owner: '   x     x     x      x       x     x',
	admin: '   -     x     x      x       x     x',
	editor: '  -     -     -      -       -     -',
	analyst: ' -     -     -      -       -     -',
	agent: '   -     -     -      -       -     -',
	viewer: '  -     -     -      -       -     -'
};

/** As what a token acts: a row per role of who made it, a column per role it was made for. */
const limits: Record<Role, string> = {
	// as:     owner   admin   editor  analyst agent   viewer
	owner: '   owner   admin   editor  analyst agent   viewer',
	admin: '   admin   admin   editor  analyst agent   viewer',
	editor: '  editor  editor  editor  analyst agent   viewer',
	analyst: ' analyst analyst analyst analyst agent   viewer',
	agent: '   agent   agent   agent   agent   agent   viewer',
	viewer: '  viewer  viewer  viewer  viewer  agent   viewer'
};

const actions = Object.keys(permissions) as Action[];
const cells = (row: string): string[] => row.trim().split(/\s+/);
const role = fc.constantFrom(...roles);
const acting = (one: Role, more: Partial<Acting> = {}): Acting => ({
	workspaceId: 'w',
	userId: 'me',
	role: one,
	departmentId: null,
	via: 'session',
	...more
});
/** Something that fits every action, of theirs or of somebody else. */
const subject = (whose: string, workspaceId = 'w') => ({ workspaceId, userId: whose, createdBy: whose });

describe('who may do what', () => {
	it('is the table', () => {
		const written = Object.fromEntries(
			actions.map((action) => [
				action,
				roles.map((one) => {
					const { roles: always, when } = permissions[action];
					return (always as readonly Role[]).includes(one)
						? 'x'
						: ((when as Record<string, { name: string } | undefined>)[one]?.name ?? '-');
				})
			])
		);
		expect(written).toEqual(Object.fromEntries(Object.entries(table).map(([action, row]) => [action, cells(row)])));
	});

	it('is asked about a subject: always, never, or about one’s own', () => {
		for (const action of actions)
			roles.forEach((one, at) => {
				const cell = cells(table[action])[at];
				const theirs = can(acting(one), action, subject('somebody'));
				const own = can(acting(one), action, subject('me'));
				expect([action, one, theirs, own]).toEqual([action, one, cell === 'x', cell !== '-']);
				expect(canSome({ role: one }, action)).toBe(cell !== '-');
				// Without what it is about, a condition cannot hold.
				expect(can({ role: one }, action as 'journey.view')).toBe(cell === 'x');
			});
	});

	it('refuses strangers everything, and everybody what is another workspace’s', () => {
		for (const action of actions) {
			expect(can(null, action, subject('me'))).toBe(false);
			expect(canSome(null, action)).toBe(false);
			for (const one of roles) expect(can(acting(one), action, subject('me', 'other'))).toBe(false);
		}
	});

	it('shows their own address to people, not to a token of theirs', () => {
		expect(can(acting('viewer'), 'member.address', subject('me'))).toBe(true);
		expect(can(acting('viewer', { via: 'token' }), 'member.address', subject('me'))).toBe(false);
	});
});

describe('who may hand out which role', () => {
	it('is the table', () => {
		const written = Object.fromEntries(
			roles.map((actor) => [actor, roles.map((granted) => (mayGrant({ role: actor }, granted) ? 'x' : '-'))])
		);
		expect(written).toEqual(Object.fromEntries(Object.entries(grants).map(([actor, row]) => [actor, cells(row)])));
	});

	it('lets nobody hand out a role that may what they may not', () => {
		for (const actor of roles)
			for (const granted of roles.filter((one) => mayGrant({ role: actor }, one)))
				for (const action of actions)
					for (const about of [subject('me'), subject('somebody')])
						if (can(acting(granted), action, about)) expect(can(acting(actor), action, about)).toBe(true);
	});

	it('lets nobody climb, by however many grants through others', () => {
		// Each step: somebody with a role reached so far hands out a role to somebody else.
		fc.assert(
			fc.property(role, fc.array(role, { maxLength: 20 }), (start, handed) => {
				const reached = new Set<Role>([start]);
				for (const granted of handed)
					if ([...reached].some((one) => mayGrant({ role: one }, granted))) reached.add(granted);
				return actions.every(
					(action) =>
						can({ role: start }, action as 'journey.view') ||
						![...reached].some((one) => can({ role: one }, action as 'journey.view'))
				);
			})
		);
	});
});

describe('a token', () => {
	it('has the role of the table: its own, or its creator’s where that is less', () => {
		const written = Object.fromEntries(
			roles.map((creator) => [
				creator,
				roles.map((own) => limitedTo(own, creator)).map((one) => [one.role, one.within])
			])
		);
		expect(written).toEqual(
			Object.fromEntries(
				Object.entries(limits).map(([creator, row]) => [creator, cells(row).map((one) => [one, undefined])])
			)
		);
	});

	it('may exactly what both its role and its creator’s may', () => {
		for (const own of roles)
			for (const creator of roles)
				for (const action of actions)
					for (const about of [subject('me'), subject('somebody')]) {
						const token = acting(own, { ...limitedTo(own, creator), via: 'token' });
						const both = [own, creator].every((one) => can(acting(one, { via: 'token' }), action, about));
						expect(can(token, action, about), `${own} of ${creator}: ${action}`).toBe(both);
					}
	});
});
