import type { DepartmentView, WorkspaceView } from '#contract/identity.ts';
import type { Actor } from '#domain/access/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import type { Db } from '../../db/scope.ts';
import type { PasswordHash } from '../people/password-hash.ts';
import { createDepartments } from './departments.ts';
import { createFounding } from './founding.ts';
import { createWorkspaceSettings } from './workspace-settings.ts';

export interface Workspaces {
	/** True until the first workspace exists. */
	isEmpty(): Promise<boolean>;
	/**
	 * The first visit: workspace and owner in one transaction. 409 `already_set_up` when somebody was faster.
	 * @param code what the visitor read in the log; null when they sit at this machine and need none. 400 at `code`.
	 */
	setup(input: unknown, code?: string | null): Promise<{ workspaceId: string; userId: string }>;
	/** The owner from OWNER_EMAIL and OWNER_PASSWORD; does nothing when the database has a workspace. */
	ensureOwner(owner: {
		email: string;
		password: string;
		name?: string;
		workspaceName?: string;
		timeZone?: string;
	}): Promise<boolean>;
	/** One more workspace with an owner of its own, whatever is there already; for the command line. 409 `email_taken`. */
	add(input: unknown): Promise<{ workspaceId: string; userId: string }>;
	get(actor: Actor | null): Promise<WorkspaceView>;
	update(actor: Actor | null, input: unknown): Promise<WorkspaceView>;
	listDepartments(actor: Actor | null): Promise<DepartmentView[]>;
	createDepartment(actor: Actor | null, input: unknown): Promise<DepartmentView>;
	renameDepartment(actor: Actor | null, id: string, input: unknown): Promise<DepartmentView>;
	/** Sub-departments move up one level; its people stay, without a department. */
	deleteDepartment(actor: Actor | null, id: string): Promise<void>;
}

export interface WorkspacesDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly passwords: PasswordHash;
	/** The set-up code is made of it (setup-code.ts). */
	readonly secret: string;
}

export const createWorkspaces = (deps: WorkspacesDeps): Workspaces => ({
	...createFounding(deps),
	...createWorkspaceSettings(deps),
	...createDepartments(deps)
});
