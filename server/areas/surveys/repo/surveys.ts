import { sql, type Kysely, type Selectable } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import type { DocumentKey } from '../../../documents/store.ts';
import type { SurveyTable, SurveyVersionTable } from '../../../db/tables/survey.ts';

export type SurveyRow = Selectable<SurveyTable>;
export type VersionRow = Pick<Selectable<SurveyVersionTable>, 'survey_id' | 'version' | 'content' | 'definitions'>;

export async function insertSurvey(
	trx: Kysely<Database>,
	row: Pick<SurveyRow, 'workspace_id' | 'id' | 'title' | 'kind' | 'draft' | 'created_by'>
): Promise<void> {
	await trx
		.insertInto('survey')
		.values({ ...row, draft: JSON.stringify(row.draft), changed: true, published_version: null })
		.execute();
}

export const findSurvey = (trx: Kysely<Database>, workspaceId: string, id: string): Promise<SurveyRow | undefined> =>
	trx.selectFrom('survey').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst();

/** A survey that nobody else publishes or projects, and when it was locked. */
export type LockedSurvey = SurveyRow & { readonly at: Date };

/** Like `findSurvey`, and nobody else publishes it, or writes what its draft says, until the transaction ends. */
export const lockSurvey = (trx: Kysely<Database>, workspaceId: string, id: string): Promise<LockedSurvey | undefined> =>
	trx
		.selectFrom('survey')
		.selectAll()
		.select(sql<Date>`clock_timestamp()`.as('at'))
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();

/** Newest first, after `cursor` (the last id seen; ids sort by time of birth). */
export function listSurveys(
	trx: Kysely<Database>,
	workspaceId: string,
	{ limit, cursor, ids }: { readonly limit: number; readonly cursor?: string; readonly ids?: readonly string[] }
): Promise<SurveyRow[]> {
	let query = trx.selectFrom('survey').selectAll().where('workspace_id', '=', workspaceId);
	if (ids !== undefined) query = query.where('id', 'in', [...ids]);
	if (cursor !== undefined) query = query.where('id', '<', cursor);
	return query.orderBy('id', 'desc').limit(limit).execute();
}

export async function updateSurvey(
	trx: Kysely<Database>,
	workspaceId: string,
	id: string,
	change: { title?: string; draft?: unknown; changed?: boolean; published_version?: number }
): Promise<void> {
	const { draft, ...rest } = change;
	await trx
		.updateTable('survey')
		.set({ ...rest, ...(draft === undefined ? {} : { draft: JSON.stringify(draft) }), updated_at: sql`now()` })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.execute();
}

/** How far the draft's document was read; says nothing of when the survey was changed. */
export async function noteProjected(trx: Kysely<Database>, workspaceId: string, id: string, at: Date): Promise<void> {
	await trx
		.updateTable('survey')
		.set({ projected_at: at })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.execute();
}

/**
 * Surveys whose draft may hold edits that the table does not: of a process that died before it projected. Ten seconds of
 * grace, since an edit's time is the begin of its commit.
 */
export async function staleDrafts(trx: Kysely<Database>): Promise<DocumentKey[]> {
	const { rows } = await sql<DocumentKey>`
		select survey.workspace_id as "workspaceId", survey.id as "documentId"
		from survey
		join document on document.workspace_id = survey.workspace_id and document.id = survey.id
		where document.updated_at > coalesce(survey.projected_at, '-infinity') - interval '10 seconds'
			or exists (
				select from document_update u
				where u.workspace_id = survey.workspace_id and u.document_id = survey.id
					and u.at > coalesce(survey.projected_at, '-infinity') - interval '10 seconds'
			)`.execute(trx);
	return rows;
}

export async function insertVersion(
	trx: Kysely<Database>,
	row: VersionRow & { workspace_id: string; published_by: string; published_at: Date }
): Promise<void> {
	await trx
		.insertInto('survey_version')
		.values({ ...row, content: JSON.stringify(row.content), definitions: JSON.stringify(row.definitions) })
		.execute();
}

export const findVersion = (
	trx: Kysely<Database>,
	workspaceId: string,
	surveyId: string,
	version: number
): Promise<VersionRow | undefined> =>
	trx
		.selectFrom('survey_version')
		.select(['survey_id', 'version', 'content', 'definitions'])
		.where('workspace_id', '=', workspaceId)
		.where('survey_id', '=', surveyId)
		.where('version', '=', version)
		.executeTakeFirst();

/** Of an answer: what it answers. */
export interface VersionKey {
	readonly survey_id: string;
	readonly survey_version: number;
}

/** The versions that some answers answer. */
export const versionsOfAnswers = (
	trx: Kysely<Database>,
	workspaceId: string,
	answers: readonly VersionKey[]
): Promise<VersionRow[]> => {
	const keys = [...new Map(answers.map((one) => [`${one.survey_id}/${one.survey_version}`, one])).values()];
	if (keys.length === 0) return Promise.resolve([]);
	const surveyIds = keys.map((key) => key.survey_id);
	const versions = keys.map((key) => key.survey_version);
	return trx
		.selectFrom('survey_version')
		.select(['survey_id', 'version', 'content', 'definitions'])
		.where('workspace_id', '=', workspaceId)
		.where(sql<boolean>`(survey_id, version) in (select * from unnest(${surveyIds}::uuid[], ${versions}::integer[]))`)
		.execute();
};

/** The published version of each survey, with its survey's id. */
export const publishedVersions = (
	trx: Kysely<Database>,
	workspaceId: string,
	surveyIds: readonly string[]
): Promise<VersionRow[]> =>
	surveyIds.length === 0
		? Promise.resolve([])
		: trx
				.selectFrom('survey as s')
				.innerJoin('survey_version as v', (join) =>
					join
						.onRef('v.workspace_id', '=', 's.workspace_id')
						.onRef('v.survey_id', '=', 's.id')
						.onRef('v.version', '=', 's.published_version')
				)
				.select(['v.survey_id', 'v.version', 'v.content', 'v.definitions'])
				.where('s.workspace_id', '=', workspaceId)
				.where('s.id', 'in', [...surveyIds])
				.execute();

/** Every version of a workspace's surveys, for exports: which columns there are. */
export const versionsOf = (
	trx: Kysely<Database>,
	workspaceId: string,
	surveyId: string | undefined
): Promise<VersionRow[]> => {
	let query = trx
		.selectFrom('survey_version')
		.select(['survey_id', 'version', 'content', 'definitions'])
		.where('workspace_id', '=', workspaceId);
	if (surveyId !== undefined) query = query.where('survey_id', '=', surveyId);
	return query.orderBy('survey_id').orderBy('version').execute();
};

/** Titles by id, for exports; a code is called by its name, or by itself. */
export async function titlesOf(
	trx: Kysely<Database>,
	workspaceId: string
): Promise<{ surveys: Map<string, string>; touchpoints: Map<string, string>; codes: Map<string, string> }> {
	const surveys = await trx
		.selectFrom('survey')
		.select(['id', 'title'])
		.where('workspace_id', '=', workspaceId)
		.execute();
	const touchpoints = await trx
		.selectFrom('touchpoint')
		.select(['id', 'title'])
		.where('workspace_id', '=', workspaceId)
		.execute();
	const codes = await trx
		.selectFrom('collector')
		.select(['id', 'name', 'code'])
		.where('workspace_id', '=', workspaceId)
		.execute();
	return {
		codes: new Map(codes.map((row) => [row.id, row.name ?? row.code])),
		surveys: new Map(surveys.map((row) => [row.id, row.title])),
		touchpoints: new Map(touchpoints.map((row) => [row.id, row.title]))
	};
}
