import type { DepartmentView } from '#contract/identity.ts';
import { DepartmentInput, DepartmentRenameInput } from '#domain/access/inputs.ts';
import { eventActor } from '#domain/events/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import { record } from '../../events/record.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import * as departments from '../people/repo/departments.ts';
import { authorize, checked } from '../shared/guard.ts';
import type { Workspaces, WorkspacesDeps } from './workspaces.ts';

type Departments = Pick<Workspaces, 'listDepartments' | 'createDepartment' | 'renameDepartment' | 'deleteDepartment'>;

/** The tree of a workspace's departments. */
export function createDepartments({ db, newId, now }: Pick<WorkspacesDeps, 'db' | 'newId' | 'now'>): Departments {
	return {
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

const departmentView = (row: departments.DepartmentRow): DepartmentView => ({
	id: row.id,
	parentId: row.parent_id,
	name: row.name
});
