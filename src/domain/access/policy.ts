import { roles, type Actor, type Role } from './roles.ts';

/**
 * Every permission is one line of this registry; server, sockets and interface ask the same `can`.
 * A role missing from a line is refused: default deny.
 */
export const permissions = {
	'workspace.view': ['owner', 'admin', 'editor', 'analyst', 'agent', 'viewer'],
	'workspace.configure': ['owner', 'admin'],
	'member.view': ['owner', 'admin', 'editor', 'analyst', 'agent', 'viewer'],
	'member.manage': ['owner', 'admin'],
	'department.manage': ['owner', 'admin'],
	'token.manage': ['owner', 'admin'],
	'journey.view': ['owner', 'admin', 'editor', 'analyst', 'agent', 'viewer'],
	'journey.edit': ['owner', 'admin', 'editor'],
	'journey.create': ['owner', 'admin', 'editor'],
	'survey.view': ['owner', 'admin', 'editor', 'analyst', 'agent', 'viewer'],
	'survey.edit': ['owner', 'admin', 'editor'],
	'survey.publish': ['owner', 'admin', 'editor'],
	'collector.view': ['owner', 'admin', 'editor', 'analyst', 'agent', 'viewer'],
	'collector.edit': ['owner', 'admin', 'editor'],
	'result.view': ['owner', 'admin', 'editor', 'analyst', 'agent', 'viewer'],
	'target.edit': ['owner', 'admin', 'editor'],
	'response.view': ['owner', 'admin', 'editor', 'analyst'],
	/** Decide whether answers that look like a script's are in the numbers. */
	'response.judge': ['owner', 'admin', 'editor'],
	'response.delete': ['owner', 'admin'],
	'response.export': ['owner', 'admin', 'editor', 'analyst'],
	'response.import': ['owner', 'admin', 'editor']
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof permissions;

/** May this actor do this, in their own workspace? The workspace itself is checked by the repositories' scope. */
export const can = (actor: Pick<Actor, 'role'> | null, action: Action): boolean =>
	actor !== null && (permissions[action] as readonly Role[]).includes(actor.role);

/** Roles that `actor` may hand out or take away: never above their own, and only an owner makes owners. */
export const mayGrant = (actor: Pick<Actor, 'role'>, role: Role): boolean =>
	actor.role === 'owner' || (actor.role === 'admin' && role !== 'owner');

/** The one that may do less: a token never does more than the person who made it may do today. */
export const lesserRole = (a: Role, b: Role): Role => (roles.indexOf(a) > roles.indexOf(b) ? a : b);
