import type { Actor } from '#domain/access/index.ts';
import { DepartmentInput, DepartmentRenameInput, SetupInput, WorkspaceUpdateInput } from '#domain/access/inputs.ts';
import { eventActor } from '#domain/events/index.ts';
import { passwordIssues } from '#domain/access/password.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import type * as v from 'valibot';
import { insertAccount, isEmailTaken } from '../people/repo/accounts.ts';
import { findDayRecount, requestDayRecount, type DayRecountRow } from '../answers/repo/day-recount.ts';
import * as departments from '../people/repo/departments.ts';
import { insertMember } from '../people/repo/members.ts';
import * as workspaces from './repo/workspaces.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { conflict, invalid, notFound } from '../../platform/errors.ts';
import { authorize, checked } from '../shared/guard.ts';
import type { PasswordHash } from '../people/password-hash.ts';
import { isSetupCode } from './setup-code.ts';

export interface WorkspaceView {
	readonly id: string;
	readonly name: string;
	/** IANA name; "a day" of every number is a day in this zone. */
	readonly timeZone: string;
	readonly minN: number;
	readonly rankN: number;
	/** Where it says how it treats personal data; shown to respondents. */
	readonly privacyUrl: string | null;
	readonly createdAt: string;
	/**
	 * The latest change of the time zone: answers are put on the days that they have in the new one. Until `finishedAt` days
	 * near midnight may still be those of the old zone. null when the zone was never changed.
	 */
	readonly recount: {
		readonly timeZone: string;
		readonly startedAt: string;
		readonly finishedAt: string | null;
		/** Answers that are on another day now. */
		readonly moved: number;
	} | null;
}

export interface DepartmentView {
	readonly id: string;
	readonly parentId: string | null;
	readonly name: string;
}

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

export function createWorkspaces(deps: WorkspacesDeps): Workspaces {
	const { db, newId, now, passwords } = deps;
	/** Once there is a workspace there always is one, so signed-out visitors stop costing a query. */
	let known = false;

	async function isEmpty(): Promise<boolean> {
		known ||= await workspaces.anyWorkspace(db.system);
		return !known;
	}

	/** Workspace and owner, whole or not at all. */
	async function found(given: v.InferOutput<typeof SetupInput>, allowed: (trx: Trx) => Promise<void>) {
		// Before the transaction: hashing takes its time and must not hold a lock.
		const passwordHash = await passwords.hash(given.password);
		const at = now();
		const [workspaceId, userId, accountId] = [newId(), newId(), newId()];
		await db.system.transaction().execute(async (trx) => {
			await allowed(trx);
			const { name, email, locale = null } = given;
			await insertAccount(trx, { userId, accountId, name, email, locale, passwordHash, at });
			await workspaces.insertWorkspace(trx, { workspaceId, name: given.workspaceName, timeZone: given.timeZone, at });
			await insertMember(trx, { workspaceId, userId, role: 'owner', departmentId: null, at });
			await record(trx, workspaceId, { kind: 'user', id: userId }, [
				{ kind: 'workspace.created', subject: workspaceId, payload: {} },
				{ kind: 'member.joined', subject: userId, payload: { role: 'owner' } }
			]);
		});
		known = true;
		return { workspaceId, userId };
	}

	/** Of two first visits at once, the second waits here and is refused. */
	async function onlyFirst(trx: Trx): Promise<void> {
		await workspaces.lockSetup(trx);
		if (await workspaces.anyWorkspace(trx)) throw conflict('already_set_up');
	}

	const read = async (trx: Trx, workspaceId: string): Promise<WorkspaceView> =>
		view(await workspaces.findWorkspace(trx, workspaceId), await findDayRecount(trx, workspaceId));

	return {
		isEmpty,

		async setup(input, code = null) {
			const given = checked(SetupInput, input);
			if (!(await isEmpty())) throw conflict('already_set_up');
			if (code !== null && !isSetupCode(deps.secret, code)) throw invalid([issue('wrong_code', ['code'])]);
			const issues = passwordIssues(given.password, [given.name, given.email, given.workspaceName]);
			if (issues.length > 0) throw invalid(issues);
			return found(given, onlyFirst);
		},

		async ensureOwner({
			email,
			password,
			name = email.split('@')[0]!,
			workspaceName = 'Wayfelt',
			timeZone = machineZone()
		}) {
			// Whoever sets the environment owns the machine: how good their password is, is their own business.
			const given = checked(SetupInput, { name, email, password, workspaceName, timeZone });
			if (!(await isEmpty())) return false;
			try {
				await found(given, onlyFirst);
				return true;
			} catch (error) {
				// Another process of the same start was faster.
				if (!(await isEmpty())) return false;
				throw error;
			}
		},

		async add(input) {
			try {
				return await found(checked(SetupInput, input), async () => {});
			} catch (error) {
				throw isEmailTaken(error) ? conflict('email_taken') : error;
			}
		},

		async get(actor) {
			authorize(actor, 'workspace.view');
			return db.inWorkspace(actor.workspaceId, (trx) => read(trx, actor.workspaceId));
		},

		async update(actor, input) {
			authorize(actor, 'workspace.configure');
			const { name, timeZone, minN, rankN, privacyUrl } = checked(WorkspaceUpdateInput, input);
			await db.inWorkspace(actor.workspaceId, async (trx) => {
				const before = await read(trx, actor.workspaceId);
				if ((rankN ?? before.rankN) < (minN ?? before.minN)) throw invalid([issue('rank_below_min', ['rankN'])]);
				await workspaces.updateWorkspace(trx, actor.workspaceId, {
					...(name !== undefined && { name }),
					...(timeZone !== undefined && { time_zone: timeZone }),
					...(minN !== undefined && { min_n: minN }),
					...(rankN !== undefined && { rank_n: rankN }),
					...(privacyUrl !== undefined && { privacy_url: privacyUrl })
				});
				const given = { name, timeZone, minN, rankN, privacyUrl };
				const all = ['name', 'timeZone', 'minN', 'rankN', 'privacyUrl'] as const;
				const fields = all.filter((field) => given[field] !== undefined && given[field] !== before[field]);
				if (fields.length > 0)
					await record(trx, actor.workspaceId, eventActor(actor), [
						{ kind: 'workspace.changed', subject: actor.workspaceId, payload: { fields } }
					]);
				// A consumer of the event begins it at once.
				if (timeZone !== undefined && timeZone !== before.timeZone)
					await requestDayRecount(trx, actor.workspaceId, timeZone, now());
			});
			return db.inWorkspace(actor.workspaceId, (trx) => read(trx, actor.workspaceId));
		},

		async listDepartments(actor) {
			authorize(actor, 'workspace.view');
			const rows = await db.inWorkspace(actor.workspaceId, (trx) =>
				departments.listDepartments(trx, actor.workspaceId)
			);
			return rows.map(departmentView);
		},

		async createDepartment(actor, input) {
			authorize(actor, 'department.manage');
			const { name, parentId = null } = checked(DepartmentInput, input);
			const id = newId();
			await db.inWorkspace(actor.workspaceId, async (trx) => {
				if (parentId !== null && !(await departments.findDepartment(trx, actor.workspaceId, parentId))) {
					throw invalid([issue('unknown', ['parentId'])]);
				}
				await departments.insertDepartment(trx, { workspaceId: actor.workspaceId, id, parentId, name, at: now() });
				await record(trx, actor.workspaceId, eventActor(actor), [
					{ kind: 'department.created', subject: id, payload: {} }
				]);
			});
			return { id, parentId, name };
		},

		async renameDepartment(actor, id, input) {
			authorize(actor, 'department.manage');
			const { name } = checked(DepartmentRenameInput, input);
			if (!isId(id)) throw notFound();
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				if (!(await departments.renameDepartment(trx, actor.workspaceId, id, name))) throw notFound();
				await record(trx, actor.workspaceId, eventActor(actor), [
					{ kind: 'department.renamed', subject: id, payload: {} }
				]);
				return departmentView((await departments.findDepartment(trx, actor.workspaceId, id))!);
			});
		},

		async deleteDepartment(actor, id) {
			authorize(actor, 'department.manage');
			if (!isId(id)) throw notFound();
			await db.inWorkspace(actor.workspaceId, async (trx) => {
				const department = await departments.findDepartment(trx, actor.workspaceId, id);
				if (!department) throw notFound();
				await departments.releaseDepartment(trx, actor.workspaceId, department);
				await departments.deleteDepartment(trx, actor.workspaceId, id);
				await record(trx, actor.workspaceId, eventActor(actor), [
					{ kind: 'department.deleted', subject: id, payload: {} }
				]);
			});
		}
	};
}

function view(
	row: Awaited<ReturnType<typeof workspaces.findWorkspace>>,
	recount: DayRecountRow | undefined
): WorkspaceView {
	if (!row) throw notFound();
	return {
		id: row.workspace_id,
		name: row.name,
		timeZone: row.time_zone,
		minN: row.min_n,
		rankN: row.rank_n,
		privacyUrl: row.privacy_url,
		createdAt: row.created_at.toISOString(),
		recount: recount
			? {
					timeZone: recount.time_zone,
					startedAt: recount.requested_at.toISOString(),
					finishedAt: recount.finished_at?.toISOString() ?? null,
					moved: recount.moved
				}
			: null
	};
}

/** Where the machine stands, its company most likely stands too; settings change it. */
const machineZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const departmentView = (row: departments.DepartmentRow): DepartmentView => ({
	id: row.id,
	parentId: row.parent_id,
	name: row.name
});
