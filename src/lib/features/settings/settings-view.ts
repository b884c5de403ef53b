import type { Role } from '#domain/access/index.ts';
import { m } from '#lib/paraglide/messages.js';

/** Who looks at the page. */
export interface Me {
	readonly id: string;
	readonly name: string;
	readonly role: Role;
}

export interface Member {
	readonly userId: string;
	readonly name: string;
	readonly email: string | null;
	readonly role: Role;
	readonly departmentId: string | null;
	readonly joinedAt: string;
}

export interface Department {
	readonly id: string;
	readonly parentId: string | null;
	readonly name: string;
}

export interface OpenInvitation {
	readonly id: string;
	readonly role: Role;
	readonly departmentId: string | null;
	readonly note: string | null;
	readonly createdByName: string | null;
	readonly expiresAt: string;
}

export interface Token {
	readonly id: string;
	readonly name: string;
	readonly role: Role;
	readonly createdByName: string | null;
	readonly expiresAt: string | null;
	readonly lastUsedAt: string | null;
}

/** What a role may do, in one sentence. */
export const roleText: Readonly<Record<Role, () => string>> = {
	owner: m.settings_role_owner_text,
	admin: m.settings_role_admin_text,
	editor: m.settings_role_editor_text,
	analyst: m.settings_role_analyst_text,
	agent: m.settings_role_agent_text,
	viewer: m.settings_role_viewer_text
};
