import type { Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import type { Trx } from '../../../db/scope.ts';

export interface KeyOf {
	readonly workspaceId: string;
	readonly actor: string;
	readonly key: string;
}

/** What is kept of a finished request: its text as it was sent, or only that it was done. */
export type Kept = { readonly text: string | null } | { readonly done: true };

/** Takes the key for this request. False when somebody has it: finished within the time kept, or still at work. */
export async function reserve(
	trx: Trx,
	{ workspaceId, actor, key }: KeyOf,
	hash: Buffer,
	times: { readonly now: Date; readonly expired: Date; readonly abandoned: Date }
): Promise<boolean> {
	const taken = await trx
		.insertInto('idempotency_key')
		.values({ workspace_id: workspaceId, actor, key, body_hash: hash, status: null, body: null, created_at: times.now })
		.onConflict((on) =>
			on
				.columns(['workspace_id', 'actor', 'key'])
				.doUpdateSet({ body_hash: hash, status: null, body: null, created_at: times.now })
				.where((or) =>
					or.or([
						or('idempotency_key.created_at', '<', times.expired),
						or.and([or('idempotency_key.status', 'is', null), or('idempotency_key.created_at', '<', times.abandoned)])
					])
				)
		)
		.returning('key')
		.executeTakeFirst();
	return taken !== undefined;
}

export async function findKey(trx: Trx, { workspaceId, actor, key }: KeyOf) {
	const row = await trx
		.selectFrom('idempotency_key')
		.select(['body_hash as hash', 'status', 'body'])
		.where('workspace_id', '=', workspaceId)
		.where('actor', '=', actor)
		.where('key', '=', key)
		.executeTakeFirst();
	return row && { hash: row.hash, kept: row.status === null ? null : (row.body as Kept) };
}

export async function remember(trx: Trx, { workspaceId, actor, key }: KeyOf, kept: Kept): Promise<void> {
	await trx
		.updateTable('idempotency_key')
		.set({ status: 200, body: JSON.stringify(kept) })
		.where('workspace_id', '=', workspaceId)
		.where('actor', '=', actor)
		.where('key', '=', key)
		.execute();
}

export async function forget(trx: Trx, { workspaceId, actor, key }: KeyOf): Promise<void> {
	await trx
		.deleteFrom('idempotency_key')
		.where('workspace_id', '=', workspaceId)
		.where('actor', '=', actor)
		.where('key', '=', key)
		.where('status', 'is', null)
		.execute();
}

export async function purgeBefore(db: Kysely<Database>, time: Date): Promise<number> {
	const { numDeletedRows } = await db.deleteFrom('idempotency_key').where('created_at', '<', time).executeTakeFirst();
	return Number(numDeletedRows);
}
