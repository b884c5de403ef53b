import type { Kysely } from 'kysely';
import type { Role } from '#domain/access/index.ts';
import type { Trx } from '../../../db/scope.ts';
import type { Database } from '../../../db/tables/index.ts';

export interface MemberRow {
	readonly user_id: string;
	readonly role: Role;
	readonly department_id: string | null;
	readonly created_at: Date;
	readonly name: string;
	readonly email: string;
}

/**
 * The membership a signed-in person acts by: of the workspace they chose, else of the one they joined first.
 * Spans workspaces, so it runs on the system's connections.
 */
export async function findMembership(db: Kysely<Database>, userId: string, preferredWorkspaceId: string | null) {
	return db
		.selectFrom('member')
		.innerJoin('user', 'user.id', 'member.user_id')
		.select(['member.workspace_id', 'member.role', 'member.department_id', 'user.name'])
		.where('member.user_id', '=', userId)
		.orderBy((eb) => eb.case().when('member.workspace_id', '=', preferredWorkspaceId).then(0).else(1).end())
		.orderBy('member.created_at')
		.orderBy('member.workspace_id')
		.limit(1)
		.executeTakeFirst();
}

/** Every workspace of a person, first joined first (system's connections). */
export async function membershipsOf(
	db: Kysely<Database>,
	userId: string
): Promise<{ workspaceId: string; name: string; role: Role }[]> {
	return db
		.selectFrom('member')
		.innerJoin('workspace', 'workspace.workspace_id', 'member.workspace_id')
		.select(['member.workspace_id as workspaceId', 'workspace.name', 'member.role'])
		.where('member.user_id', '=', userId)
		.orderBy('member.created_at')
		.orderBy('member.workspace_id')
		.execute();
}

export async function listMembers(trx: Trx, workspaceId: string): Promise<MemberRow[]> {
	return memberRows(trx, workspaceId).orderBy('user.name').orderBy('member.user_id').execute();
}

export async function findMember(trx: Trx, workspaceId: string, userId: string): Promise<MemberRow | undefined> {
	return memberRows(trx, workspaceId).where('member.user_id', '=', userId).executeTakeFirst();
}

/** Names of those of these people who are members. */
export async function memberNames(
	trx: Trx,
	workspaceId: string,
	userIds: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	if (userIds.length === 0) return new Map();
	const rows = await memberRows(trx, workspaceId).where('member.user_id', 'in', userIds).execute();
	return new Map(rows.map(({ user_id, name }) => [user_id, name]));
}

const memberRows = (trx: Trx, workspaceId: string) =>
	trx
		.selectFrom('member')
		.innerJoin('user', 'user.id', 'member.user_id')
		.select(['member.user_id', 'member.role', 'member.department_id', 'member.created_at', 'user.name', 'user.email'])
		.where('member.workspace_id', '=', workspaceId);

/** Locks the owners in one order, so that two of them cannot demote each other at the same time. */
export async function lockOwners(trx: Trx, workspaceId: string): Promise<string[]> {
	const rows = await trx
		.selectFrom('member')
		.select('user_id')
		.where('workspace_id', '=', workspaceId)
		.where('role', '=', 'owner')
		.orderBy('user_id')
		.forUpdate()
		.execute();
	return rows.map((row) => row.user_id);
}

export async function insertMember(
	trx: Trx,
	member: { workspaceId: string; userId: string; role: Role; departmentId: string | null; at: Date }
): Promise<boolean> {
	const inserted = await trx
		.insertInto('member')
		.values({
			workspace_id: member.workspaceId,
			user_id: member.userId,
			role: member.role,
			department_id: member.departmentId,
			created_at: member.at
		})
		.onConflict((oc) => oc.columns(['workspace_id', 'user_id']).doNothing())
		.executeTakeFirst();
	return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function updateMember(
	trx: Trx,
	workspaceId: string,
	userId: string,
	changes: { role?: Role; department_id?: string | null }
): Promise<void> {
	if (Object.keys(changes).length === 0) return;
	await trx
		.updateTable('member')
		.set(changes)
		.where('workspace_id', '=', workspaceId)
		.where('user_id', '=', userId)
		.execute();
}

export async function deleteMember(trx: Trx, workspaceId: string, userId: string): Promise<void> {
	await trx.deleteFrom('member').where('workspace_id', '=', workspaceId).where('user_id', '=', userId).execute();
}

/** Does this person still belong anywhere? (system's connections) */
export async function countMemberships(trx: Trx, userId: string): Promise<number> {
	const rows = await trx.selectFrom('member').select('workspace_id').where('user_id', '=', userId).execute();
	return rows.length;
}
