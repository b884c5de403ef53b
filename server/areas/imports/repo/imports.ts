import type { EventActor } from '#domain/events/index.ts';
import type { Answers } from '#domain/survey/index.ts';
import { sql, type Selectable } from 'kysely';
import type { Trx } from '../../../db/scope.ts';
import type { ImportRunTable } from '../../../db/tables/answer.ts';
import { record } from '../../../events/record.ts';
import { placed } from '../../journeys/repo/touchpoints.ts';

/** What is kept of a run beside its counts. */
export interface ImportReport {
	/** Collector of each touchpoint that rows may go to. */
	readonly collectors: Readonly<Record<string, string>>;
	/** Collector of each place, by touchpoint. Runs before that have none. */
	readonly places?: Readonly<Record<string, Readonly<Record<string, string>>>>;
	readonly language: string;
	/** Id of the scored question, and of the comment. */
	readonly question: string;
	/** Its answers know it (`response.import_run_id`), so that it can be undone. Runs before that say nothing. */
	readonly linked?: boolean;
}

export type ImportRow = Omit<Selectable<ImportRunTable>, 'report'> & { readonly report: ImportReport };

/** With what the list of imports shows beside the run itself. */
export type ListedImport = ImportRow & {
	readonly author: string | null;
	readonly undone_author: string | null;
	readonly journeys: readonly { readonly id: string; readonly title: string }[];
};

/** One set-up of imports at a time in a workspace, to the end of the transaction. */
export async function lockSetUp(trx: Trx, workspaceId: string): Promise<void> {
	await sql`select pg_advisory_xact_lock(${SET_UP}, hashtext(${workspaceId}))`.execute(trx);
}

const SET_UP = 7_239_006;

export async function insertImport(
	trx: Trx,
	row: {
		workspaceId: string;
		id: string;
		kind: string;
		fileName: string;
		total: number;
		duplicate: number;
		failed: number;
		createdBy: string;
		at: Date;
		report: ImportReport;
	}
): Promise<void> {
	await trx
		.insertInto('import_run')
		.values({
			workspace_id: row.workspaceId,
			id: row.id,
			kind: row.kind,
			file_name: row.fileName,
			total: row.total,
			duplicate: row.duplicate,
			failed: row.failed,
			status: 'running',
			created_by: row.createdBy,
			created_at: row.at,
			report: JSON.stringify(row.report)
		})
		.execute();
}

export const findImport = (trx: Trx, workspaceId: string, id: string): Promise<ImportRow | undefined> =>
	trx
		.selectFrom('import_run')
		.selectAll()
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.executeTakeFirst() as Promise<ImportRow | undefined>;

/** Newest first; or one. */
export async function listImports(
	trx: Trx,
	workspaceId: string,
	{ id, limit }: { readonly id?: string; readonly limit: number }
): Promise<ListedImport[]> {
	const { rows } = await sql<ListedImport>`
		select r.*, a.name as author, u.name as undone_author, coalesce((
			select json_agg(j order by j.title) from (
				select distinct j.id, j.title from touchpoint t
				join journey j on j.workspace_id = t.workspace_id and j.id = t.journey_id
				where t.workspace_id = r.workspace_id
					and t.id = any(array(select jsonb_object_keys((r.report -> 'collectors') || coalesce(r.report -> 'places', '{}'))::uuid))) j), '[]') as journeys
		from import_run r left join "user" a on a.id = r.created_by left join "user" u on u.id = r.undone_by
		where r.workspace_id = ${workspaceId} and r.id = coalesce(${id ?? null}::uuid, r.id)
		order by r.created_at desc, r.id desc limit ${limit}`.execute(trx);
	return rows;
}

export async function countRows(
	trx: Trx,
	workspaceId: string,
	id: string,
	counts: { readonly created: number; readonly duplicate: number; readonly failed: number }
): Promise<void> {
	await trx
		.updateTable('import_run')
		.set({
			created: sql<number>`created + ${counts.created}`,
			duplicate: sql<number>`duplicate + ${counts.duplicate}`,
			failed: sql<number>`failed + ${counts.failed}`
		})
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.execute();
}

/** Ends a running import, and notes the days of what it brought; false when it had ended before. */
export async function endImport(
	trx: Trx,
	workspaceId: string,
	id: string,
	status: 'done' | 'failed',
	at: Date
): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('import_run')
		.set({
			status,
			finished_at: at,
			first_day: sql<string>`(select min(day) from response where workspace_id = ${workspaceId} and import_run_id = ${id})`,
			last_day: sql<string>`(select max(day) from response where workspace_id = ${workspaceId} and import_run_id = ${id})`
		})
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('status', '=', 'running')
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Which of these touchpoints are on a map of the workspace. */
export async function knownTouchpoints(trx: Trx, workspaceId: string, ids: readonly string[]): Promise<Set<string>> {
	const rows = await placed(trx, workspaceId)
		.where(sql<boolean>`t.id = any(${[...ids]}::uuid[])`)
		.execute();
	return new Set(rows.map((row) => row.id));
}

export interface StoredAnswer {
	readonly id: string;
	readonly answers: Answers;
	readonly submitted_at: Date;
	readonly import_run_id: string | null;
}

export const storedAnswers = (trx: Trx, workspaceId: string, ids: readonly string[]): Promise<StoredAnswer[]> =>
	trx
		.selectFrom('response')
		.select(['id', 'answers', 'submitted_at', 'import_run_id'])
		.where('workspace_id', '=', workspaceId)
		.where(sql<boolean>`id = any(${ids}::uuid[])`)
		.execute();

export interface RemovedAnswer {
	readonly id: string;
	readonly removed_on: string;
	readonly restorable: boolean;
}

/** Which of these were taken out, and when. */
export const removedAnswers = (trx: Trx, workspaceId: string, ids: readonly string[]): Promise<RemovedAnswer[]> =>
	ids.length === 0
		? Promise.resolve([])
		: trx
				.selectFrom('removed_response')
				.select(['id', 'removed_on', 'restorable'])
				.where('workspace_id', '=', workspaceId)
				.where(sql<boolean>`id = any(${ids}::uuid[])`)
				.execute();

/** Imported answers that look like one of these; those of the earliest imports first. */
export async function answersThatLook(
	trx: Trx,
	workspaceId: string,
	looks: readonly string[]
): Promise<{ touchpoint_id: string; import_look: string; import_run_id: string | null }[]> {
	if (looks.length === 0) return [];
	const { rows } = await sql<{ touchpoint_id: string; import_look: string; import_run_id: string | null }>`
		select touchpoint_id, import_look, import_run_id from response
		where workspace_id = ${workspaceId} and import_look = any(${looks}::text[])
		order by import_run_id`.execute(trx);
	return rows;
}

/** Runs with the answers that they have brought and that are there. */
export async function runsWithAnswers(
	trx: Trx,
	workspaceId: string,
	ids: readonly string[]
): Promise<{ id: string; fileName: string; createdAt: string; answers: number }[]> {
	if (ids.length === 0) return [];
	const { rows } = await sql<{ id: string; fileName: string; createdAt: Date; answers: number }>`
		select r.id, r.file_name as "fileName", r.created_at as "createdAt", (
			select count(*)::integer from response a where a.workspace_id = r.workspace_id and a.import_run_id = r.id) as answers
		from import_run r where r.workspace_id = ${workspaceId} and r.id = any(${ids}::uuid[])`.execute(trx);
	return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

/** From now on the run takes nothing more in; a second undoing goes on where the first one stopped. */
export async function beginUndo(
	trx: Trx,
	workspaceId: string,
	id: string,
	{ by, at }: { readonly by: string; readonly at: Date }
): Promise<void> {
	await trx
		.updateTable('import_run')
		.set({ status: 'undoing', undone_by: by, undone_at: at })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('status', 'not in', ['undone'])
		.execute();
}

export const answersOfRun = (
	trx: Trx,
	workspaceId: string,
	id: string,
	limit: number
): Promise<{ id: string; customer_id: string | null }[]> =>
	trx
		.selectFrom('response')
		.select(['id', 'customer_id'])
		.where('workspace_id', '=', workspaceId)
		.where('import_run_id', '=', id)
		.orderBy('id')
		.limit(limit)
		.execute();

export async function countUndone(trx: Trx, workspaceId: string, id: string, count: number): Promise<void> {
	await trx
		.updateTable('import_run')
		.set({ undone: sql<number>`undone + ${count}` })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.execute();
}

/** False when it had ended before. */
export async function endUndo(trx: Trx, workspaceId: string, id: string, at: Date): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('import_run')
		.set({ status: 'undone', undone_at: at })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('status', '=', 'undoing')
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/**
 * What a run's set-up made and nobody uses: its collectors that hold no answer and that no import under way sends to, and
 * their surveys when nothing else belongs to them and nobody has worded them anew.
 * @param codes of the run's collectors
 */
export async function deleteUnusedSetUp(
	trx: Trx,
	workspaceId: string,
	codes: readonly string[],
	by: EventActor
): Promise<void> {
	// An import that begins now waits, and then makes its own.
	await lockSetUp(trx, workspaceId);
	const gone = await trx
		.deleteFrom('collector as c')
		.where('c.workspace_id', '=', workspaceId)
		.where('c.channel', '=', 'import')
		.where(sql<boolean>`c.code = any(${codes}::text[])`)
		.where(
			sql<boolean>`not exists (select 1 from response r where r.workspace_id = c.workspace_id and r.collector_id = c.id)`
		)
		.where(
			sql<boolean>`not exists (select 1 from import_run i, jsonb_each_text(i.report -> 'collectors') as its
				where i.workspace_id = c.workspace_id and i.status = 'running' and its.value = c.code)`
		)
		.where(
			sql<boolean>`not exists (select 1 from import_run i, jsonb_path_query(i.report, '$.places.*.*') as its
				where i.workspace_id = c.workspace_id and i.status = 'running' and its #>> '{}' = c.code)`
		)
		.returning(['c.id', 'c.code', 'c.survey_id', 'c.touchpoint_id'])
		.execute();
	if (gone.length === 0) return;
	await trx
		.deleteFrom('collector_code')
		.where(
			'code',
			'in',
			gone.map(({ code }) => code)
		)
		.execute();
	const surveys = await trx
		.deleteFrom('survey as s')
		.where('s.workspace_id', '=', workspaceId)
		.where('s.id', 'in', [...new Set(gone.map(({ survey_id }) => survey_id))])
		.where(
			sql<boolean>`not exists (select 1 from collector c where c.workspace_id = s.workspace_id and c.survey_id = s.id)`
		)
		.where(
			sql<boolean>`not exists (select 1 from response r where r.workspace_id = s.workspace_id and r.survey_id = s.id)`
		)
		.where(
			sql<boolean>`s.published_version = 1 and s.draft = (select v.content from survey_version v
				where v.workspace_id = s.workspace_id and v.survey_id = s.id and v.version = 1)`
		)
		// Whose draft somebody has opened is somebody's by now.
		.where(sql<boolean>`not exists (select 1 from document d where d.workspace_id = s.workspace_id and d.id = s.id)`)
		.returning('s.id')
		.execute();
	await record(trx, workspaceId, by, [
		...gone.map(({ id, survey_id: surveyId, touchpoint_id: touchpointId }) => ({
			kind: 'collector.deleted' as const,
			subject: id,
			payload: { surveyId, touchpointId }
		})),
		...surveys.map(({ id }) => ({ kind: 'survey.deleted' as const, subject: id, payload: {} }))
	]);
}

/** Customers who are known since then, and by nothing that is still there. */
export async function deleteLonelyCustomers(
	trx: Trx,
	workspaceId: string,
	ids: readonly string[],
	since: Date
): Promise<void> {
	if (ids.length === 0) return;
	await sql`
		delete from customer c where c.workspace_id = ${workspaceId} and c.id = any(${ids}::uuid[]) and c.created_at >= ${since}
			and not exists (select from response r where r.workspace_id = c.workspace_id and r.customer_id = c.id)
			and not exists (select from event e where e.workspace_id = c.workspace_id and e.customer_id = c.id)`.execute(trx);
}
