import type { Role } from '#domain/access/index.ts';
import { m } from '#lib/paraglide/messages.js';

/** Each role in the reader's language. */
export const roleNames: Readonly<Record<Role, () => string>> = {
	owner: m.common_role_owner,
	admin: m.common_role_admin,
	editor: m.common_role_editor,
	analyst: m.common_role_analyst,
	agent: m.common_role_agent,
	viewer: m.common_role_viewer
};
