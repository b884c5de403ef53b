import type { MetricId, SettingPlace } from '#domain/metrics/index.ts';
import { sql, type Kysely, type Selectable } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import type { MetricSettingTable } from '../../../db/tables/survey.ts';

/** What is set of a metric on a scale, at a touchpoint or around it. */
export interface SettingNear {
	readonly touchpointId: string;
	readonly place: SettingPlace;
	readonly metric: MetricId;
	readonly scaleMin: number;
	readonly scaleMax: number;
	readonly target: number | null;
	readonly margin: number | null;
	readonly leads: boolean;
}

const latest = sql.raw('place_id, metric, scale_min, scale_max, revision desc');

/**
 * What holds of the settings at some touchpoints, their scenes and their journeys.
 * @param until what held just before; undefined: what holds now
 */
export async function settingsNear(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	until?: Date
): Promise<SettingNear[]> {
	const { rows } = await sql<SettingNear>`
		with near as (
			select t.id as touchpoint_id, p.id as place_id
			from touchpoint t, lateral (values (t.id), (t.scene_id), (t.journey_id)) as p (id)
			where t.workspace_id = ${workspaceId} and t.id = any(${[...touchpointIds]}::uuid[])
		), held as (
			select distinct on (place_id, metric, scale_min, scale_max) *
			from metric_setting
			where workspace_id = ${workspaceId} and place_id in (select place_id from near)
				${until === undefined ? sql`` : sql`and set_at < ${until}`}
			order by ${latest}
		)
		select n.touchpoint_id as "touchpointId", h.place_kind as place, h.metric, h.scale_min as "scaleMin",
			h.scale_max as "scaleMax", h.target, h.margin, h.leads
		from near n join held h on h.place_id = n.place_id
		order by n.touchpoint_id, h.place_kind, h.metric, h.scale_min, h.scale_max`.execute(trx);
	return rows;
}

export type SettingRow = Selectable<MetricSettingTable> & {
	/** null: the person is gone. */
	readonly set_by_name: string | null;
};

const settings = (trx: Kysely<Database>, workspaceId: string) =>
	trx
		.selectFrom('metric_setting as m')
		.leftJoin('user', 'user.id', 'm.set_by')
		.selectAll('m')
		.select('user.name as set_by_name')
		.where('m.workspace_id', '=', workspaceId);

/** Everything that was ever set at some places, the latest first. */
export const settingsOf = (
	trx: Kysely<Database>,
	workspaceId: string,
	placeIds: readonly string[]
): Promise<SettingRow[]> =>
	settings(trx, workspaceId)
		.where(sql<boolean>`m.place_id = any(${[...placeIds]}::uuid[])`)
		.orderBy('m.revision', 'desc')
		.orderBy('m.place_id')
		.execute();

/** More changes than anybody looks through. */
const MOST = 5000;

/** What was ever set in the workspace, of each place the latest first. */
export const settingsEver = (trx: Kysely<Database>, workspaceId: string): Promise<SettingRow[]> =>
	settings(trx, workspaceId)
		.orderBy('m.set_at', 'desc')
		.orderBy('m.revision', 'desc')
		.orderBy('m.place_id')
		.limit(MOST)
		.execute();

/** @returns false when somebody else has set this revision: nothing was written */
export async function insertSetting(
	trx: Kysely<Database>,
	row: Omit<Selectable<MetricSettingTable>, 'set_at'> & { set_at: Date }
): Promise<boolean> {
	const done = await trx
		.insertInto('metric_setting')
		.values(row)
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	return Number(done.numInsertedOrUpdatedRows ?? 0) === 1;
}

/** Where a place is on a map, and its title; undefined when it is on none. */
export async function placeOf(
	trx: Kysely<Database>,
	workspaceId: string,
	place: SettingPlace,
	id: string
): Promise<PlaceRow | undefined> {
	const journeys = trx
		.selectFrom('journey as j')
		.where('j.workspace_id', '=', workspaceId)
		.where('j.deleted_at', 'is', null)
		.select(['j.id as journeyId', 'j.title as journeyTitle']);
	if (place === 'journey') {
		const found = await journeys.where('j.id', '=', id).executeTakeFirst();
		return found && { ...found, sceneId: null, sceneTitle: null, touchpointTitle: null, departmentId: null };
	}
	const scenes = journeys
		.innerJoin('scene as s', (join) =>
			join.onRef('s.workspace_id', '=', 'j.workspace_id').onRef('s.journey_id', '=', 'j.id')
		)
		.where('s.deleted_at', 'is', null)
		.select(['s.id as sceneId', 's.title as sceneTitle', 's.department_id as departmentId']);
	if (place === 'scene') {
		const found = await scenes.where('s.id', '=', id).executeTakeFirst();
		return found && { ...found, touchpointTitle: null };
	}
	return scenes
		.innerJoin('touchpoint as t', (join) =>
			join.onRef('t.workspace_id', '=', 's.workspace_id').onRef('t.scene_id', '=', 's.id')
		)
		.where('t.deleted_at', 'is', null)
		.where('t.id', '=', id)
		.select(['t.title as touchpointTitle'])
		.select(({ fn }) => fn.coalesce('t.department_id', 's.department_id').as('departmentId'))
		.executeTakeFirst();
}

export interface PlaceRow {
	readonly journeyId: string;
	readonly journeyTitle: string;
	readonly sceneId: string | null;
	readonly sceneTitle: string | null;
	readonly touchpointTitle: string | null;
	/** Whose it is on the map. */
	readonly departmentId: string | null;
}
