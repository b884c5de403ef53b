import type { MetricId } from '#domain/metrics/index.ts';
import { NO_LIMITS, type CollectorLimits } from '#domain/survey/limits.ts';
import type { ParameterView } from '#domain/survey/parameters.ts';
import { isId } from '#domain/shared/ids.ts';
import { sql, type Kysely, type RawBuilder, type Selectable } from 'kysely';
import { runNamed, type NamedStatements } from '../../../db/named-statements.ts';
import type { CollectorTable } from '../../../db/tables/survey.ts';
import type { Database } from '../../../db/tables/index.ts';

export type CollectorRow = Selectable<CollectorTable>;
export type ListedCollector = CollectorRow & {
	survey_title: string;
	survey_kind: string;
	survey_changed: boolean;
	metrics: MetricId[];
	answers: number;
	/** Of the member with the owner's address. */
	owner_name: string | null;
};

/** Writes the collector and its code; a code that is taken already breaks the primary key of the directory. */
export async function insertCollector(
	trx: Kysely<Database>,
	row: Pick<
		CollectorRow,
		'workspace_id' | 'id' | 'survey_id' | 'touchpoint_id' | 'channel' | 'code' | 'name' | 'created_by' | 'created_at'
	>
): Promise<void> {
	await trx
		.insertInto('collector')
		.values({
			...row,
			embed: null,
			parameters: null,
			owner_email: null,
			closed_at: null,
			closes_at: null,
			opens_at: null,
			limits: null
		})
		.execute();
	await trx
		.insertInto('collector_code')
		.values({ code: row.code, workspace_id: row.workspace_id, collector_id: row.id })
		.execute();
}

const listed = (trx: Kysely<Database>, workspaceId: string) =>
	trx
		.selectFrom('collector as c')
		.innerJoin('survey as s', (join) =>
			join.onRef('s.workspace_id', '=', 'c.workspace_id').onRef('s.id', '=', 'c.survey_id')
		)
		.selectAll('c')
		.select(['s.title as survey_title', 's.kind as survey_kind', 's.changed as survey_changed'])
		.select(({ selectFrom }) =>
			selectFrom('response as r')
				.select(sql<number>`count(*)`.as('answers'))
				.whereRef('r.workspace_id', '=', 'c.workspace_id')
				.whereRef('r.collector_id', '=', 'c.id')
				.where('r.left_out', '=', false)
				.$asScalar()
				.$notNull()
				.as('answers')
		)
		.select(({ selectFrom }) =>
			selectFrom('survey_version as v')
				.innerJoin('metric_definition as d', (join) =>
					join
						.onRef('d.workspace_id', '=', 'v.workspace_id')
						.on(sql<boolean>`d.id::text in (select value from jsonb_each_text(v.definitions))`)
				)
				.select(sql<MetricId[]>`coalesce(json_agg(distinct d.metric), '[]')`.as('metrics'))
				.whereRef('v.workspace_id', '=', 'c.workspace_id')
				.whereRef('v.survey_id', '=', 'c.survey_id')
				.whereRef('v.version', '=', 's.published_version')
				.$asScalar()
				.$notNull()
				.as('metrics')
		)
		.select(({ selectFrom }) =>
			selectFrom('member as m')
				.innerJoin('user as u', 'u.id', 'm.user_id')
				.select('u.name')
				.whereRef('m.workspace_id', '=', 'c.workspace_id')
				.whereRef('u.email', '=', 'c.owner_email')
				.limit(1)
				.$asScalar()
				.as('owner_name')
		)
		.where('c.workspace_id', '=', workspaceId)
		// A deleted journey takes its codes along. One whose touchpoint the tables do not know yet is there.
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('touchpoint as t')
						.innerJoin('journey as j', (join) =>
							join.onRef('j.workspace_id', '=', 't.workspace_id').onRef('j.id', '=', 't.journey_id')
						)
						.select('t.id')
						.whereRef('t.workspace_id', '=', 'c.workspace_id')
						.whereRef('t.id', '=', 'c.touchpoint_id')
						.where('j.deleted_at', 'is not', null)
				)
			)
		);

/** Codes of these touchpoints that are named after a place, or, given an id, the one with it. */
export const collectorsOfPlace = (
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	place: string
): Promise<{ id: string; channel: string }[]> =>
	trx
		.selectFrom('collector')
		.select(['id', 'channel'])
		.where('workspace_id', '=', workspaceId)
		.where(sql<boolean>`touchpoint_id = any(${[...touchpointIds]}::uuid[])`)
		.where(isId(place) ? 'id' : 'name', '=', place)
		.execute();

export const findCollector = (
	trx: Kysely<Database>,
	workspaceId: string,
	id: string
): Promise<ListedCollector | undefined> => listed(trx, workspaceId).where('c.id', '=', id).executeTakeFirst();

/** Newest first. */
export function listCollectors(
	trx: Kysely<Database>,
	workspaceId: string,
	filter: { journeyId?: string | undefined; touchpointId?: string | undefined; surveyId?: string | undefined }
): Promise<ListedCollector[]> {
	let query = listed(trx, workspaceId);
	if (filter.touchpointId !== undefined) query = query.where('c.touchpoint_id', '=', filter.touchpointId);
	if (filter.surveyId !== undefined) query = query.where('c.survey_id', '=', filter.surveyId);
	if (filter.journeyId !== undefined) {
		query = query.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('touchpoint as t')
					.select('t.id')
					.whereRef('t.workspace_id', '=', 'c.workspace_id')
					.whereRef('t.id', '=', 'c.touchpoint_id')
					.where('t.journey_id', '=', filter.journeyId!)
			)
		);
	}
	return query.orderBy('c.id', 'desc').execute();
}

/** Columns that become others. */
export interface CollectorChange {
	readonly name?: string | null;
	readonly owner_email?: string | null;
	readonly embed?: string;
	readonly parameters?: string;
	readonly closed_at?: Date | null;
	readonly paused?: boolean;
	readonly closes_at?: Date | null;
	readonly opens_at?: Date | null;
	readonly limits?: string | null;
}

export async function updateCollector(
	trx: Kysely<Database>,
	workspaceId: string,
	id: string,
	change: CollectorChange
): Promise<void> {
	await trx.updateTable('collector').set(change).where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
}

/** What a code opens. Runs on the system's connection: a visitor belongs to no workspace yet. */
export interface OpenedCode {
	readonly workspace_id: string;
	readonly workspace_name: string;
	/** IANA name. */
	readonly time_zone: string;
	readonly privacy_url: string | null;
	readonly collector_id: string;
	readonly code: string;
	readonly survey_id: string;
	readonly survey_title: string;
	readonly published_version: number;
	readonly touchpoint_id: string;
	/** null while the tables do not know the touchpoint (drawn a moment ago). */
	readonly touchpoint_title: string | null;
	readonly channel: string;
	/** Where its page may stand in a frame. */
	readonly origins: readonly string[];
	/** What of its address is kept with an answer. */
	readonly parameters: readonly ParameterView[];
	/** When it was closed, or its journey deleted. */
	readonly closed_at: Date | null;
	/** What was closed is meant to go on. */
	readonly paused: boolean;
	readonly closes_at: Date | null;
	readonly opens_at: Date | null;
	/** How many answers it takes, and of whom. */
	readonly limits: CollectorLimits;
	/** Changes with all that counts for an answer: see `stillOpens`. */
	readonly stamp: string;
}

/** Nobody will read what is answered for a map that was deleted: it is closed since then. */
const closedAt = sql<Date | null>`least(c.closed_at, j.deleted_at)`;

const stamp = sql<string>`row(c.workspace_id, c.id, c.survey_id, s.published_version, c.touchpoint_id, c.channel, ${closedAt}, c.closes_at, c.opens_at, c.parameters, c.limits)::text`;

/** Does a code lead where it did when it had this stamp? Asked in the statement that writes, nobody needs to look it up before. */
export const stillOpens = (code: RawBuilder<unknown>, before: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`
	exists (
		select from collector_code cc
		join collector c on c.workspace_id = cc.workspace_id and c.id = cc.collector_id
		join survey s on s.workspace_id = c.workspace_id and s.id = c.survey_id
		left join touchpoint t on t.workspace_id = c.workspace_id and t.id = c.touchpoint_id
		left join journey j on j.workspace_id = t.workspace_id and j.id = t.journey_id
		where cc.code = ${code} and ${stamp} = ${before})`;

/** Collectors by code, over all workspaces; unknown codes are left out, and surveys never published. */
export async function openCodes(
	system: Kysely<Database>,
	via: NamedStatements,
	codes: readonly string[]
): Promise<Map<string, OpenedCode>> {
	if (codes.length === 0) return new Map();
	const query = system
		.selectFrom('collector_code as cc')
		.innerJoin('collector as c', (join) =>
			join.onRef('c.workspace_id', '=', 'cc.workspace_id').onRef('c.id', '=', 'cc.collector_id')
		)
		.innerJoin('survey as s', (join) =>
			join.onRef('s.workspace_id', '=', 'c.workspace_id').onRef('s.id', '=', 'c.survey_id')
		)
		.innerJoin('workspace as w', 'w.workspace_id', 'cc.workspace_id')
		.leftJoin('touchpoint as t', (join) =>
			join.onRef('t.workspace_id', '=', 'c.workspace_id').onRef('t.id', '=', 'c.touchpoint_id')
		)
		.leftJoin('journey as j', (join) =>
			join.onRef('j.workspace_id', '=', 't.workspace_id').onRef('j.id', '=', 't.journey_id')
		)
		.select([
			'cc.workspace_id',
			'w.name as workspace_name',
			'w.time_zone',
			'w.privacy_url',
			't.title as touchpoint_title',
			'cc.collector_id',
			'cc.code',
			'c.survey_id',
			's.title as survey_title'
		])
		.select(['s.published_version', 'c.touchpoint_id', 'c.channel', 'c.closes_at', 'c.opens_at', 'c.paused'])
		.select(['c.parameters', 'c.limits', sql<string[] | null>`c.embed -> 'origins'`.as('origins')])
		.select([closedAt.as('closed_at'), stamp.as('stamp')])
		// One array, not one parameter per code: a named statement has one text.
		.where('cc.code', '=', sql<string>`any(${[...codes]})`)
		.where('s.published_version', 'is not', null);
	const rows = await runNamed(via, 'open-codes', query.compile());
	return new Map(
		rows.map((row) => [
			row.code,
			{
				...row,
				origins: row.origins ?? [],
				parameters: row.parameters ?? [],
				limits: row.limits ?? NO_LIMITS,
				published_version: row.published_version!
			}
		])
	);
}

/** What codes are named after, null for one without a name, and the channel of each. */
export const namesOfCollectors = (
	trx: Kysely<Database>,
	workspaceId: string,
	ids: readonly string[]
): Promise<{ id: string; name: string | null; channel: string }[]> =>
	trx
		.selectFrom('collector')
		.select(['id', 'name', 'channel'])
		.where('workspace_id', '=', workspaceId)
		.where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
		.execute();

/** What codes are named after, by name. */
export async function namesOfPlaces(trx: Kysely<Database>, workspaceId: string, limit: number): Promise<string[]> {
	const rows = await trx
		.selectFrom('collector')
		.select('name')
		.distinct()
		.where('workspace_id', '=', workspaceId)
		.where('name', 'is not', null)
		.where('name', '!=', '')
		.orderBy('name')
		.limit(limit)
		.execute();
	return rows.map(({ name }) => name!);
}
