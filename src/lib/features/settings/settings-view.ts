import type { InvitationView } from '#contract/identity.ts';
import type { Role } from '#domain/access/index.ts';
import { m } from '#lib/paraglide/messages.js';

/** Who looks at the page. */
export interface Me {
	readonly id: string;
	readonly name: string;
	readonly role: Role;
}

/** How it stands with an invitation, in a word. */
export const invitationState: Readonly<Record<InvitationView['status'], () => string>> = {
	open: m.settings_invitation_state_open,
	accepted: m.settings_invitation_state_accepted,
	revoked: m.settings_invitation_state_revoked,
	expired: m.settings_invitation_state_expired,
	suspended: m.settings_invitation_state_suspended
};

/** What a role may do, in one sentence. */
export const roleText: Readonly<Record<Role, () => string>> = {
	owner: m.settings_role_owner_text,
	admin: m.settings_role_admin_text,
	editor: m.settings_role_editor_text,
	analyst: m.settings_role_analyst_text,
	agent: m.settings_role_agent_text,
	viewer: m.settings_role_viewer_text
};
