import { ownRecord, themselves } from './conditions.ts';
import {
	createPolicy,
	permissionsOn,
	type RoleHolder,
	type SubjectOf as SubjectIn,
	type Unconditional
} from './permission.ts';
import { roles, type Role } from './roles.ts';
import type { Subjects } from './subjects.ts';

const on = permissionsOn<Subjects>();
const everybody = roles;

/**
 * Who may do what: every permission is one line – what it is about, the roles that may, and those that may under a
 * condition. Server, sockets and interface ask the same `can`. A role missing from a line is refused: default deny.
 * What a role may is the set of its lines; no role stands above another but by what it may.
 */
export const permissions = {
	'workspace.view': on('workspace', everybody),
	'workspace.configure': on('workspace', ['owner', 'admin']),
	'member.view': on('member', everybody),
	/** See somebody's e-mail address. */
	'member.address': on('member', ['owner', 'admin'], {
		editor: themselves,
		analyst: themselves,
		agent: themselves,
		viewer: themselves
	}),
	'member.manage': on('member', ['owner', 'admin']),
	/** Make owners and take it from them: what an owner may and an admin may not. */
	'member.manage-owners': on('member', ['owner']),
	'department.manage': on('department', ['owner', 'admin']),
	'token.manage': on('token', ['owner', 'admin']),
	'journey.view': on('journey', everybody),
	'journey.edit': on('journey', ['owner', 'admin', 'editor']),
	'journey.create': on('workspace', ['owner', 'admin', 'editor']),
	'survey.view': on('survey', everybody),
	'survey.edit': on('survey', ['owner', 'admin', 'editor']),
	'survey.publish': on('survey', ['owner', 'admin', 'editor']),
	'collector.view': on('collector', everybody),
	'collector.edit': on('collector', ['owner', 'admin', 'editor']),
	'result.view': on('journey', everybody),
	'target.edit': on('target', ['owner', 'admin', 'editor']),
	/** Make the heatmap readable for whoever has a link, see which links there are, and withdraw them. */
	'share.manage': on('share', ['owner', 'admin', 'editor']),
	/** Connect accounts on platforms (WeChat …), see what they pushed and what went wrong. */
	'channel.manage': on('channel', ['owner', 'admin']),
	'response.view': on('response', ['owner', 'admin', 'editor', 'analyst']),
	/** Decide whether answers that look like a script's are in the numbers. */
	'response.judge': on('response', ['owner', 'admin', 'editor']),
	/** Tag answers, and keep views of the list for everybody who may see it. */
	'response.organise': on('response', ['owner', 'admin', 'editor', 'analyst']),
	/** See who gave an answer, and by which names they are known. */
	'customer.view': on('response', ['owner', 'admin', 'editor', 'analyst']),
	'response.delete': on('response', ['owner', 'admin']),
	'response.export': on('response', ['owner', 'admin', 'editor', 'analyst']),
	'response.import': on('workspace', ['owner', 'admin', 'editor']),
	/** Take out again what an import brought. */
	'import.undo': on('import', ['owner', 'admin'], { editor: ownRecord })
};

export type Action = keyof typeof permissions;
/** What has to be handed to `can` with this action. */
export type SubjectOf<A extends Action> = SubjectIn<Subjects, typeof permissions, A>;
/** Actions with one answer for the whole of one's workspace. */
export type WorkspaceWide = Unconditional<typeof permissions>;

export const { can, canSome, limitedTo, covers } = createPolicy<Subjects, typeof permissions>(permissions);

/**
 * Roles that `actor` may hand out or take away: they manage members, and may do everything themselves that the role may.
 * By what the roles may, so that a new permission cannot be climbed to.
 */
export const mayGrant = (actor: RoleHolder, role: Role): boolean => can(actor, 'member.manage') && covers(actor, role);
