import { sql, type Kysely, type Selectable } from 'kysely';
import type { ChannelTable, KeptTemplates } from '../../../db/tables/channel.ts';
import type { Database } from '../../../db/tables/index.ts';

export type ChannelRow = Selectable<ChannelTable>;

export const listChannels = (trx: Kysely<Database>, workspaceId: string): Promise<ChannelRow[]> =>
	trx.selectFrom('channel').selectAll().where('workspace_id', '=', workspaceId).orderBy('kind').execute();

export const findChannel = (
	trx: Kysely<Database>,
	workspaceId: string,
	kind: string
): Promise<ChannelRow | undefined> =>
	trx
		.selectFrom('channel')
		.selectAll()
		.where('workspace_id', '=', workspaceId)
		.where('kind', '=', kind)
		.executeTakeFirst();

/** In one workspace, or in all of them. */
export async function channelsIn(
	system: Kysely<Database>,
	workspaceId: string | undefined
): Promise<Pick<ChannelRow, 'workspace_id' | 'id'>[]> {
	let query = system.selectFrom('channel').select(['workspace_id', 'id']);
	if (workspaceId !== undefined) query = query.where('workspace_id', '=', workspaceId);
	return query.execute();
}

/** What a platform expects in a file of this name, whichever workspace was told so last. */
export async function domainFile(system: Kysely<Database>, name: string): Promise<string | undefined> {
	const { rows } = await sql<{ text: string }>`
		select case when settings ->> 'verifyFile' = ${name} then settings ->> 'verifyText'
			else settings ->> 'miniVerifyText' end as text
		from channel where ${name} in (settings ->> 'verifyFile', settings ->> 'miniVerifyFile')
		order by updated_at desc limit 1`.execute(system);
	return rows[0]?.text;
}

/** By what stands in the address of its pushes. */
export const channelById = (db: Kysely<Database>, workspaceId: string, id: string): Promise<ChannelRow | undefined> =>
	db.selectFrom('channel').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst();

/** One at a time in a workspace: settings are put together out of what was there and what is new. */
export const lockChannels = (trx: Kysely<Database>, workspaceId: string): Promise<unknown> =>
	sql`select pg_advisory_xact_lock(hashtext('wayfelt.channel'), hashtext(${workspaceId}))`.execute(trx);

export async function insertChannel(
	trx: Kysely<Database>,
	row: Pick<ChannelRow, 'workspace_id' | 'id' | 'kind' | 'settings' | 'secrets'>,
	at: Date
): Promise<void> {
	await trx
		.insertInto('channel')
		.values({
			...row,
			settings: JSON.stringify(row.settings),
			verified_at: null,
			last_push_at: null,
			created_at: at,
			updated_at: at
		})
		.execute();
}

export async function changeChannel(
	trx: Kysely<Database>,
	{ workspace_id, id, settings, secrets }: Pick<ChannelRow, 'workspace_id' | 'id' | 'settings' | 'secrets'>,
	at: Date
): Promise<void> {
	await trx
		.updateTable('channel')
		.set({ settings: JSON.stringify(settings), secrets, updated_at: at })
		.where('workspace_id', '=', workspace_id)
		.where('id', '=', id)
		.execute();
}

/** With everything that was pushed and noted; @returns its id, if it was there */
export async function deleteChannel(
	trx: Kysely<Database>,
	workspaceId: string,
	kind: string
): Promise<string | undefined> {
	const row = await trx
		.deleteFrom('channel')
		.where('workspace_id', '=', workspaceId)
		.where('kind', '=', kind)
		.returning('id')
		.executeTakeFirst();
	return row?.id;
}

/** The platform has checked our address. */
export async function noteVerified(db: Kysely<Database>, workspaceId: string, id: string, at: Date): Promise<void> {
	await db
		.updateTable('channel')
		.set({ verified_at: at })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.execute();
}

/** The account lacks a right; until somebody checks again, what takes it is not asked for. */
export async function noteMissing(
	db: Kysely<Database>,
	row: Pick<ChannelRow, 'workspace_id' | 'id'>,
	right: string
): Promise<void> {
	await sql`update channel set missing = missing || to_jsonb(${right}::text)
		where workspace_id = ${row.workspace_id} and id = ${row.id} and not missing ? ${right}`.execute(db);
}

export async function pauseChannel(
	db: Kysely<Database>,
	row: Pick<ChannelRow, 'workspace_id' | 'id'>,
	until: Date
): Promise<void> {
	await db
		.updateTable('channel')
		.set({ paused_until: until })
		.where('workspace_id', '=', row.workspace_id)
		.where('id', '=', row.id)
		.execute();
}

/** The mini program wants to be left alone; the account beside it does not. */
export async function pauseMini(
	db: Kysely<Database>,
	row: Pick<ChannelRow, 'workspace_id' | 'id'>,
	until: Date
): Promise<void> {
	await db
		.updateTable('channel')
		.set({ mini_paused_until: until })
		.where('workspace_id', '=', row.workspace_id)
		.where('id', '=', row.id)
		.execute();
}

/** Begins anew with what the account may do: it is found out again as it is asked for. */
export async function forgetFindings(
	db: Kysely<Database>,
	row: Pick<ChannelRow, 'workspace_id' | 'id'>
): Promise<void> {
	await db
		.updateTable('channel')
		.set({
			...{ missing: '[]', paused_until: null, checked_at: null, check_code: null, check_detail: null },
			...{ mini_paused_until: null, mini_check_code: null, mini_check_detail: null, templates: '{}' }
		})
		.where('workspace_id', '=', row.workspace_id)
		.where('id', '=', row.id)
		.execute();
}

/** What the platform said of its quotas. */
export async function noteQuotas(
	db: Kysely<Database>,
	row: Pick<ChannelRow, 'workspace_id' | 'id'>,
	quotas: ChannelRow['quotas'],
	at: Date
): Promise<void> {
	await db
		.updateTable('channel')
		.set({ quotas: JSON.stringify(quotas), quotas_at: at })
		.where('workspace_id', '=', row.workspace_id)
		.where('id', '=', row.id)
		.execute();
}

/** Templates of a way, as the platform named them just now. */
export async function keepTemplates(
	db: Kysely<Database>,
	row: Pick<ChannelRow, 'workspace_id' | 'id'>,
	way: string,
	kept: KeptTemplates
): Promise<void> {
	await sql`update channel set templates = templates || jsonb_build_object(${way}::text, ${JSON.stringify(kept)}::jsonb)
		where workspace_id = ${row.workspace_id} and id = ${row.id}`.execute(db);
}

export async function noteChecked(
	db: Kysely<Database>,
	row: Pick<ChannelRow, 'workspace_id' | 'id'>,
	said: { readonly at: Date; readonly code: string; readonly detail: string }
): Promise<void> {
	await db
		.updateTable('channel')
		.set({ checked_at: said.at, check_code: said.code, check_detail: said.detail })
		.where('workspace_id', '=', row.workspace_id)
		.where('id', '=', row.id)
		.execute();
}

export async function noteMiniChecked(
	db: Kysely<Database>,
	row: Pick<ChannelRow, 'workspace_id' | 'id'>,
	said: { readonly code: string; readonly detail: string }
): Promise<void> {
	await db
		.updateTable('channel')
		.set({ mini_check_code: said.code, mini_check_detail: said.detail })
		.where('workspace_id', '=', row.workspace_id)
		.where('id', '=', row.id)
		.execute();
}
