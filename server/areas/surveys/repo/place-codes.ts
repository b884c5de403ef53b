import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

const PLACES = 7_239_011;

/** Two lists for one touchpoint are read one after the other: the same place gets one code. Until the transaction ends. */
export async function lockPlaces(trx: Kysely<Database>, workspaceId: string, touchpointId: string): Promise<void> {
	await sql`select pg_advisory_xact_lock(${PLACES}, hashtext(${workspaceId + touchpointId}))`.execute(trx);
}

export interface CodeOfPlace {
	readonly id: string;
	readonly name: string;
	readonly code: string;
	readonly owner_email: string | null;
	readonly closed_at: Date | null;
	readonly closes_at: Date | null;
	readonly paused: boolean;
}

/** Codes for print that are named after a place, the oldest first. */
export async function codesOfPlaces(
	trx: Kysely<Database>,
	workspaceId: string,
	{ surveyId, touchpointId }: { surveyId: string; touchpointId: string }
): Promise<CodeOfPlace[]> {
	const rows = await trx
		.selectFrom('collector')
		.select(['id', 'name', 'code', 'owner_email', 'closed_at', 'closes_at', 'paused'])
		.where('workspace_id', '=', workspaceId)
		.where('touchpoint_id', '=', touchpointId)
		.where('survey_id', '=', surveyId)
		.where('channel', '=', 'qr')
		.where('name', 'is not', null)
		.orderBy('id')
		.execute();
	return rows.map((row) => ({ ...row, name: row.name! }));
}

export interface NewCode {
	readonly id: string;
	readonly code: string;
	readonly name: string;
	readonly owner: string | null;
}

/** All of a list at once, with their codes; one that is taken breaks the primary key of the directory, and nothing is written. */
export async function insertCodes(
	trx: Kysely<Database>,
	of: { workspaceId: string; surveyId: string; touchpointId: string; by: string; at: Date },
	codes: readonly NewCode[]
): Promise<void> {
	await sql`
		with given as materialized (
			select * from jsonb_to_recordset(${JSON.stringify(codes)}::jsonb)
				as g(id uuid, code text, name text, owner text)
		), written as (
			insert into collector
				(workspace_id, id, survey_id, touchpoint_id, channel, code, name, owner_email, created_by, created_at)
			select ${of.workspaceId}::uuid, id, ${of.surveyId}::uuid, ${of.touchpointId}::uuid, 'qr', code, name, owner,
				${of.by}::text, ${of.at}::timestamptz
			from given
		)
		insert into collector_code (code, workspace_id, collector_id)
		select code, ${of.workspaceId}::uuid, id from given`.execute(trx);
}

/** Another owner where a list names one, and open again. */
export async function changeCodes(
	trx: Kysely<Database>,
	workspaceId: string,
	changes: readonly { readonly id: string; readonly owner: string | null; readonly reopen: boolean }[]
): Promise<void> {
	await sql`
		update collector c
		set owner_email = coalesce(g.owner, c.owner_email),
			closed_at = case when g.reopen then null else c.closed_at end,
			closes_at = case when g.reopen then null else c.closes_at end
		from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as g(id uuid, owner text, reopen boolean)
		where c.workspace_id = ${workspaceId}::uuid and c.id = g.id`.execute(trx);
}

/** All codes that are named after a place, of any survey and touchpoint; until the transaction ends nobody else changes them. */
export const ownersOfPlace = (
	trx: Kysely<Database>,
	workspaceId: string,
	name: string
): Promise<{ id: string; survey_id: string; touchpoint_id: string; owner_email: string | null }[]> =>
	trx
		.selectFrom('collector')
		.select(['id', 'survey_id', 'touchpoint_id', 'owner_email'])
		.where('workspace_id', '=', workspaceId)
		.where('name', '=', name)
		.orderBy('id')
		.forUpdate()
		.execute();

export async function giveOwner(
	trx: Kysely<Database>,
	workspaceId: string,
	ids: readonly string[],
	owner: string | null
): Promise<void> {
	await trx
		.updateTable('collector')
		.set({ owner_email: owner })
		.where('workspace_id', '=', workspaceId)
		.where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
		.execute();
}

export interface CodeForPrint {
	readonly id: string;
	readonly code: string;
	readonly name: string | null;
	readonly channel: string;
	readonly touchpoint_id: string;
	readonly touchpoint_title: string | null;
}

/** Of a deleted journey there are none any more. */
export const codesForPrint = (
	trx: Kysely<Database>,
	workspaceId: string,
	ids: readonly string[]
): Promise<CodeForPrint[]> =>
	trx
		.selectFrom('collector as c')
		.leftJoin('touchpoint as t', (join) =>
			join.onRef('t.workspace_id', '=', 'c.workspace_id').onRef('t.id', '=', 'c.touchpoint_id')
		)
		.leftJoin('journey as j', (join) =>
			join.onRef('j.workspace_id', '=', 't.workspace_id').onRef('j.id', '=', 't.journey_id')
		)
		.select(['c.id', 'c.code', 'c.name', 'c.channel', 'c.touchpoint_id', 't.title as touchpoint_title'])
		.where('c.workspace_id', '=', workspaceId)
		.where(sql<boolean>`c.id = any(${[...ids]}::uuid[])`)
		.where('j.deleted_at', 'is', null)
		.execute();

export interface AskedTouchpoint {
	readonly touchpointId: string;
	readonly touchpoint: string;
	readonly journeyId: string;
	readonly journey: string;
	readonly surveyId: string;
	readonly survey: string;
	/** Open codes for print. */
	readonly codes: number;
}

/** Where a published survey asks by a code or a link, by journey and touchpoint. */
export const askedTouchpoints = (trx: Kysely<Database>, workspaceId: string): Promise<AskedTouchpoint[]> =>
	trx
		.selectFrom('collector as c')
		.innerJoin('survey as s', (join) =>
			join.onRef('s.workspace_id', '=', 'c.workspace_id').onRef('s.id', '=', 'c.survey_id')
		)
		.innerJoin('touchpoint as t', (join) =>
			join.onRef('t.workspace_id', '=', 'c.workspace_id').onRef('t.id', '=', 'c.touchpoint_id')
		)
		.innerJoin('journey as j', (join) =>
			join.onRef('j.workspace_id', '=', 't.workspace_id').onRef('j.id', '=', 't.journey_id')
		)
		.select(['t.id as touchpointId', 't.title as touchpoint', 'j.id as journeyId', 'j.title as journey'])
		.select(['s.id as surveyId', 's.title as survey'])
		.select(sql<number>`(count(*) filter (where c.channel = 'qr' and c.closed_at is null))::int`.as('codes'))
		.where('c.workspace_id', '=', workspaceId)
		.where('c.channel', '!=', 'import')
		.where('s.published_version', 'is not', null)
		.where('t.deleted_at', 'is', null)
		.where('j.deleted_at', 'is', null)
		.groupBy(['t.id', 't.title', 'j.id', 'j.title', 's.id', 's.title'])
		.orderBy('j.title')
		.orderBy('t.title')
		.orderBy('s.id')
		.execute();
