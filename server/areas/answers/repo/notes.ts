import type { Answers } from '#domain/survey/index.ts';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import type { ResponseCorrectionTable } from '../../../db/tables/desk.ts';

/** Tags of each of these answers, by name. */
export async function tagsOf(
	trx: Kysely<Database>,
	workspaceId: string,
	ids: readonly string[]
): Promise<Map<string, string[]>> {
	const rows = await trx
		.selectFrom('response_tag')
		.select(['response_id', 'tag'])
		.where('workspace_id', '=', workspaceId)
		.where(sql<boolean>`response_id = any(${[...ids]}::uuid[])`)
		.orderBy('tag')
		.execute();
	const tags = new Map<string, string[]>();
	for (const { response_id: id, tag } of rows) tags.set(id, [...(tags.get(id) ?? []), tag]);
	return tags;
}

/** Every tag of the workspace with how many answers have it. */
export const allTags = (
	trx: Kysely<Database>,
	workspaceId: string,
	limit: number
): Promise<{ tag: string; n: number }[]> =>
	trx
		.selectFrom('response_tag')
		.select(({ fn }) => ['tag', fn.countAll<number>().as('n')])
		.where('workspace_id', '=', workspaceId)
		.groupBy('tag')
		.orderBy('tag')
		.limit(limit)
		.execute();

/**
 * Adds tags to answers that are there; those that one has already are passed over. Whoever takes an answer out waits, or is
 * waited for, so that no tag is left of one that is gone.
 */
export async function addTags(
	trx: Kysely<Database>,
	workspaceId: string,
	ids: readonly string[],
	tags: readonly string[],
	by: string
): Promise<void> {
	await sql`
		with tagged as (
			select id from response where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[])
			order by id for key share
		)
		insert into response_tag (workspace_id, response_id, tag, added_by)
		select ${workspaceId}, r.id, t.tag, ${by} from tagged r cross join unnest(${[...tags]}::text[]) as t(tag)
		on conflict do nothing`.execute(trx);
}

export async function removeTags(
	trx: Kysely<Database>,
	workspaceId: string,
	ids: readonly string[],
	tags: readonly string[]
): Promise<void> {
	await trx
		.deleteFrom('response_tag')
		.where('workspace_id', '=', workspaceId)
		.where(sql<boolean>`response_id = any(${[...ids]}::uuid[])`)
		.where(sql<boolean>`tag = any(${[...tags]}::text[])`)
		.execute();
}

export interface ViewRow {
	readonly id: string;
	readonly name: string;
	readonly query: string;
	readonly created_by: string;
}

/** By name. */
export const listViews = (trx: Kysely<Database>, workspaceId: string): Promise<ViewRow[]> =>
	trx
		.selectFrom('response_view')
		.select(['id', 'name', 'query', 'created_by'])
		.where('workspace_id', '=', workspaceId)
		.orderBy('name')
		.execute();

/** Keeps a view; one of the same name becomes it. */
export const keepView = async (trx: Kysely<Database>, workspaceId: string, view: ViewRow): Promise<ViewRow> =>
	trx
		.insertInto('response_view')
		.values({ workspace_id: workspaceId, ...view })
		.onConflict((conflict) =>
			conflict.constraint('one_view_a_name').doUpdateSet({ query: view.query, created_by: view.created_by })
		)
		.returning(['id', 'name', 'query', 'created_by'])
		.executeTakeFirstOrThrow();

/** @returns whether there was one */
export async function deleteView(trx: Kysely<Database>, workspaceId: string, id: string): Promise<boolean> {
	const rows = await trx
		.deleteFrom('response_view')
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.returning('id')
		.execute();
	return rows.length > 0;
}

export interface NewCorrection {
	readonly id: string;
	readonly responseId: string;
	readonly change: ResponseCorrectionTable['change'];
	readonly why: string | null;
	readonly before: Answers | null;
	readonly after: Answers | null;
	/** The correction that is taken back. */
	readonly undoes: string | null;
	readonly by: string;
	readonly at: Date;
}

export async function noteCorrections(
	trx: Kysely<Database>,
	workspaceId: string,
	corrections: readonly NewCorrection[]
): Promise<void> {
	if (corrections.length === 0) return;
	const json = (answers: Answers | null) => (answers === null ? null : JSON.stringify(answers));
	await trx
		.insertInto('response_correction')
		.values(
			corrections.map((one) => ({
				workspace_id: workspaceId,
				id: one.id,
				response_id: one.responseId,
				change: one.change,
				why: one.why,
				before: json(one.before),
				after: json(one.after),
				undoes: one.undoes,
				made_by: one.by,
				made_at: one.at
			}))
		)
		.execute();
}

/** Of one answer, the latest first. */
export const correctionsOf = (trx: Kysely<Database>, workspaceId: string, responseId: string) =>
	trx
		.selectFrom('response_correction')
		.select(['id', 'change', 'why', 'before', 'after', 'undoes', 'made_by', 'made_at'])
		.where('workspace_id', '=', workspaceId)
		.where('response_id', '=', responseId)
		.orderBy('made_at', 'desc')
		.orderBy('id', 'desc')
		.execute();
