import { describe, expect, expectTypeOf, it } from 'vitest';
import { ownDepartment, ownRecord } from './conditions.ts';
import { can, type Acting, type SubjectOf } from './index.ts';
import { createPolicy, permissionsOn, type Subject, type SubjectOf as SubjectIn } from './permission.ts';

/** A policy that is made up: what the real one will say of cases, and roles of which neither is within the other. */
interface Case extends Subject {
	readonly departmentId: string | null;
	readonly createdBy: string;
}
interface Board extends Subject {
	readonly boardId: string;
}
interface Made {
	readonly case: Case;
	readonly board: Board;
	readonly workspace: Subject;
}
const on = permissionsOn<Made>();
const lines = {
	'case.view': on('case', ['owner', 'admin', 'analyst'], { agent: ownDepartment, viewer: ownRecord }),
	'case.answer': on('case', ['owner', 'agent']),
	'board.edit': on('board', ['owner', 'admin', 'editor']),
	'workspace.configure': on('workspace', ['owner'])
};
const policy = createPolicy<Made, typeof lines>(lines);

const agent: Acting = { workspaceId: 'w', userId: 'u', role: 'agent', departmentId: 'stores', via: 'session' };
const inStores: Case = { workspaceId: 'w', departmentId: 'stores', createdBy: 'somebody' };

describe('agents see their own department’s cases', () => {
	it.each([
		['their department’s', agent, inStores, true],
		['another department’s', agent, { ...inStores, departmentId: 'web' }, false],
		['nobody’s', agent, { ...inStores, departmentId: null }, false],
		[
			'nobody’s, who are in no department',
			{ ...agent, departmentId: null },
			{ ...inStores, departmentId: null },
			false
		],
		['those of the same department id elsewhere', agent, { ...inStores, workspaceId: 'other' }, false],
		['another’s, as an analyst', { ...agent, role: 'analyst' as const }, { ...inStores, departmentId: 'web' }, true],
		['their department’s, as an editor', { ...agent, role: 'editor' as const }, inStores, false],
		['their own, as a viewer', { ...agent, role: 'viewer' as const }, { ...inStores, createdBy: 'u' }, true],
		['their department’s, as a viewer', { ...agent, role: 'viewer' as const }, inStores, false]
	] as const)('%s', (_, actor, about, may) => expect(policy.can(actor, 'case.view', about)).toBe(may));

	it('lets them in, before the case is known', () => {
		expect(policy.canSome(agent, 'case.view')).toBe(true);
		expect(policy.canSome({ role: 'editor' }, 'case.view')).toBe(false);
	});
});

describe('roles are sets', () => {
	it('of which one need not be within the other: both are asked then', () => {
		expect(policy.limitedTo('agent', 'analyst')).toEqual({ role: 'agent', within: 'analyst' });
		const token: Acting = { ...agent, ...policy.limitedTo('agent', 'analyst'), via: 'token' };
		expect(policy.can(token, 'case.view', inStores)).toBe(true);
		expect(policy.can(token, 'case.view', { ...inStores, departmentId: 'web' })).toBe(false);
		expect(policy.can(token, 'case.answer', inStores)).toBe(false);
		expect(policy.canSome(token, 'case.answer')).toBe(false);
	});

	it('of which “always” has “under a condition” in it, and one condition has not the other', () => {
		expect(policy.covers({ role: 'owner' }, 'agent')).toBe(true);
		expect(policy.covers({ role: 'agent' }, 'analyst')).toBe(false);
		expect(policy.covers({ role: 'agent' }, 'viewer')).toBe(false);
		expect(policy.covers({ role: 'viewer' }, 'agent')).toBe(false);
		expect(policy.covers({ role: 'owner', within: 'editor' }, 'editor')).toBe(true);
		expect(policy.covers({ role: 'owner', within: 'editor' }, 'viewer')).toBe(false);
	});
});

describe('types', () => {
	it('name the subject of an action', () => {
		expectTypeOf<SubjectIn<Made, typeof lines, 'case.view'>>().toEqualTypeOf<Case>();
		expectTypeOf<SubjectIn<Made, typeof lines, 'workspace.configure'>>().toEqualTypeOf<Subject>();
		expectTypeOf<SubjectOf<'import.undo'>>().toEqualTypeOf<Subject & { readonly createdBy: string }>();
	});

	it('refuse another subject, a forgotten one, and who is not known well enough', () => {
		const board: Board = { workspaceId: 'w', boardId: 'b' };
		// Never run: what counts is that it does not compile.
		void (() => {
			// @ts-expect-error -- a board is no case
			policy.can(agent, 'case.view', board);
			// @ts-expect-error -- a case is no board
			policy.can(agent, 'board.edit', inStores);
			// @ts-expect-error -- agents may under a condition: what is it about?
			policy.can(agent, 'case.view');
			// @ts-expect-error -- the role alone says nothing of a department
			policy.can({ role: 'agent' }, 'case.view', inStores);
			// @ts-expect-error -- no such action
			policy.can(agent, 'case.burn', inStores);
			// @ts-expect-error -- the real one: whose import?
			can(agent, 'import.undo');
			// @ts-expect-error -- a member has not been made by somebody
			can(agent, 'import.undo', { workspaceId: 'w', userId: 'u' });
			policy.can({ role: 'agent' }, 'case.answer');
		});
	});

	it('refuse a condition on what the subject has not, a role twice, and an unknown one', () => {
		void (() => {
			// @ts-expect-error -- a board has no department
			on('board', ['owner'], { agent: ownDepartment });
			// @ts-expect-error -- the owner may always
			on('case', ['owner'], { owner: ownDepartment });
			// @ts-expect-error -- no such role
			on('case', ['owner'], { guest: ownDepartment });
			// @ts-expect-error -- no such kind
			on('ticket', ['owner']);
		});
	});
});
