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

export interface Invitation {
	readonly id: string;
	readonly role: Role;
	readonly departmentId: string | null;
	readonly note: string | null;
	/** null: any number. */
	readonly maxUses: number | null;
	readonly uses: readonly {
		readonly userId: string;
		/** null: they have left. */
		readonly name: string | null;
		readonly joinedAt: string;
	}[];
	readonly createdByName: string | null;
	readonly expiresAt: string;
	readonly status: 'open' | 'accepted' | 'revoked' | 'expired' | 'suspended';
}

/** How it stands with an invitation, in a word. */
export const invitationState: Readonly<Record<Invitation['status'], () => string>> = {
	open: m.settings_invitation_state_open,
	accepted: m.settings_invitation_state_accepted,
	revoked: m.settings_invitation_state_revoked,
	expired: m.settings_invitation_state_expired,
	suspended: m.settings_invitation_state_suspended
};

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
