import type { Trx } from '../../../db/scope.ts';

export interface DepartmentRow {
	readonly id: string;
	readonly parent_id: string | null;
	readonly name: string;
}

export async function listDepartments(trx: Trx, workspaceId: string): Promise<DepartmentRow[]> {
	return trx
		.selectFrom('department')
		.select(['id', 'parent_id', 'name'])
		.where('workspace_id', '=', workspaceId)
		.orderBy('name')
		.orderBy('id')
		.execute();
}

export async function findDepartment(trx: Trx, workspaceId: string, id: string): Promise<DepartmentRow | undefined> {
	return trx
		.selectFrom('department')
		.select(['id', 'parent_id', 'name'])
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.executeTakeFirst();
}

export async function insertDepartment(
	trx: Trx,
	department: { workspaceId: string; id: string; parentId: string | null; name: string; at: Date }
): Promise<void> {
	await trx
		.insertInto('department')
		.values({
			workspace_id: department.workspaceId,
			id: department.id,
			parent_id: department.parentId,
			name: department.name,
			created_at: department.at
		})
		.execute();
}

/** @returns whether it was there */
export async function renameDepartment(trx: Trx, workspaceId: string, id: string, name: string): Promise<boolean> {
	const result = await trx
		.updateTable('department')
		.set({ name })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

/** Sub-departments move up one level; people and invitations stay, without a department. */
export async function releaseDepartment(trx: Trx, workspaceId: string, department: DepartmentRow): Promise<void> {
	await trx
		.updateTable('department')
		.set({ parent_id: department.parent_id })
		.where('workspace_id', '=', workspaceId)
		.where('parent_id', '=', department.id)
		.execute();
	for (const table of ['member', 'invitation'] as const) {
		await trx
			.updateTable(table)
			.set({ department_id: null })
			.where('workspace_id', '=', workspaceId)
			.where('department_id', '=', department.id)
			.execute();
	}
}

export async function deleteDepartment(trx: Trx, workspaceId: string, id: string): Promise<void> {
	await trx.deleteFrom('department').where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
}
