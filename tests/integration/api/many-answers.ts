import { sql } from 'kysely';
import type { Actor } from '#domain/access/index.ts';
import { defaultContent } from '#domain/survey/index.ts';
import type { Db } from '../../../server/db/scope.ts';
import { newId } from '../../support/database.ts';

/** A workspace with so many rows that the planner has a choice, and rows in it that are rare. */
export interface Filled {
	readonly journeyId: string;
	readonly sceneId: string;
	readonly touchpointId: string;
	readonly surveyId: string;
	readonly collectorId: string;
	readonly definitionId: string;
	readonly customerId: string;
	readonly departmentId: string;
	/** What its code is called. */
	readonly place: string;
	/** A map without answers to be looked at. */
	readonly openedId: string;
	/** Days before and after which few answers lie. */
	readonly longAgo: string;
	readonly recently: string;
}

const JOURNEYS = 400;
const ANSWERS = 30_000;

/** Ids that can be made and found again in SQL. */
const idOf = (kind: number, n: string) =>
	sql.raw(`(lpad(to_hex(${kind}), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`);

/** Fills by SQL: through the services it would take minutes. Ten touchpoints a journey, each with a survey and a code. */
export async function fillWithAnswers(db: Db, { workspaceId, userId }: Actor): Promise<Filled> {
	const w = sql`${workspaceId}::uuid`;
	const definitionId = newId();
	const customerId = newId();
	const departmentId = newId();
	const content = JSON.stringify(defaultContent('nps'));
	const statements = [
		sql`insert into department (workspace_id, id, name) values (${w}, ${departmentId}, 'Shops')`,
		sql`insert into document (workspace_id, id, kind, schema_version)
			select ${w}, ${idOf(1, 'n')}, 'journey', 1 from generate_series(1, ${sql.lit(JOURNEYS)}) n`,
		sql`insert into journey (workspace_id, id, title, status, created_by, projected_at, updated_at)
			select ${w}, ${idOf(1, 'n')}, 'Journey ' || n, case when n % 100 = 0 then 'archived' else 'active' end, ${userId},
				now(), now() - n * interval '1 hour'
			from generate_series(1, ${sql.lit(JOURNEYS)}) n`,
		sql`insert into scene (workspace_id, id, journey_id, title, order_key)
			select ${w}, ${idOf(2, 'n')}, ${idOf(1, 'n')}, 'Scene', 'a0' from generate_series(1, ${sql.lit(JOURNEYS)}) n`,
		sql`insert into touchpoint (workspace_id, id, journey_id, scene_id, lane_id, title, channel, moment_of_truth, order_key, department_id)
			select ${w}, ${idOf(3, 'n')}, ${idOf(1, '1 + n / 10')}, ${idOf(2, '1 + n / 10')}, ${idOf(4, '1')}, 'Touchpoint', 'web', false, 'a0',
				case when n % 7 = 0 then ${departmentId}::uuid end
			from generate_series(0, ${sql.lit(JOURNEYS * 10 - 1)}) n`,
		sql`insert into metric_definition (workspace_id, id, metric, scale_min, scale_max, wording, box_rule, direction, target, margin, fingerprint)
			values (${w}, ${definitionId}, 'nps', 0, 10, '{}', '{"hits":[9,10],"misses":[0,6]}', 'high', 30, 20, '\\x01')`,
		sql`insert into survey (workspace_id, id, title, kind, draft, published_version, created_by)
			select ${w}, ${idOf(5, 'n')}, 'Survey', 'nps', ${content}::jsonb, 1, ${userId}
			from generate_series(0, ${sql.lit(JOURNEYS * 10 - 1)}) n`,
		sql`insert into survey_version (workspace_id, survey_id, version, content, definitions, published_by)
			select ${w}, ${idOf(5, 'n')}, 1, ${content}::jsonb, jsonb_build_object('nps', ${definitionId}::text), ${userId}
			from generate_series(0, ${sql.lit(JOURNEYS * 10 - 1)}) n`,
		sql`insert into collector (workspace_id, id, survey_id, touchpoint_id, channel, code, name, created_by)
			select ${w}, ${idOf(6, 'n')}, ${idOf(5, 'n')}, ${idOf(3, 'n')}, ${channelOf('n')}, 'code' || lpad(n::text, 8, '0'), 'Counter ' || n, ${userId}
			from generate_series(0, ${sql.lit(JOURNEYS * 10 - 1)}) n`,
		sql`insert into response (workspace_id, id, month, survey_id, survey_version, collector_id, touchpoint_id, channel, answers, scores,
				has_text, language, submitted_at, day, body_hash, mark, left_out)
			select ${w}, ${idOf(7, 'n')}, wayfelt_month_of(${idOf(7, 'n')}), ${idOf(5, 't')}, 1, ${idOf(6, 't')}, ${idOf(3, 't')}, ${channelOf('t')},
				jsonb_build_object('nps', n % 11), jsonb_build_object(${definitionId}::text, n % 11),
				n % 20 = 0, 'en', at, at::date, '\\x01', case when n % 200 = 0 then 'same' end, n % 200 = 0
			from (select n, (n * 7919) % ${sql.lit(JOURNEYS * 10)} as t, now() - n * interval '34 minutes' as at
				from generate_series(1, ${sql.lit(ANSWERS)}) n) as given`,
		sql`insert into customer (workspace_id, id) values (${w}, ${customerId})`,
		sql`update response set customer_id = ${customerId} where workspace_id = ${w} and id in (
			select id from response where workspace_id = ${w} limit 20)`,
		sql`insert into response_tag (workspace_id, response_id, tag, added_by)
			select workspace_id, id, case when row_number() over () <= 5 then 'rare' else 'often' end, ${userId}
			from (select * from response where workspace_id = ${w} limit 3000) r`,
		sql`insert into score_day (workspace_id, touchpoint_id, definition_id, channel, day, s5)
			select workspace_id, touchpoint_id, ${definitionId}::uuid, channel, day, count(*) from response
			where workspace_id = ${w} and not left_out group by 1, 2, 4, 5`,
		sql`insert into score_day_by (workspace_id, touchpoint_id, dimension, value, definition_id, day, s5)
			select workspace_id, touchpoint_id, 'place', collector_id::text, ${definitionId}::uuid, day, count(*) from response
			where workspace_id = ${w} and not left_out group by 1, 2, 4, 6`,
		sql`insert into import_run (workspace_id, id, kind, file_name, status, created_by, created_at, report)
			select ${w}, ${idOf(8, 'n')}, 'nps', 'answers.csv', 'done', ${userId}, now() - n * interval '1 hour', '{"collectors":{}}'
			from generate_series(1, 2000) n`
	];
	await db.system.transaction().execute(async (trx) => {
		for (const statement of statements) await statement.execute(trx);
	});
	await sql`analyze`.execute(db.system);
	const { rows } = await sql<{
		journey: string;
		scene: string;
		touchpoint: string;
		survey: string;
		collector: string;
		long: string;
		recent: string;
		opened: string;
	}>`
		select ${idOf(1, '18')} as journey, ${idOf(2, '18')} as scene, ${idOf(1, '30')} as opened, ${idOf(3, '177')} as touchpoint, ${idOf(5, '177')} as survey,
			${idOf(6, '177')} as collector, (now() - interval '700 days')::date::text as long, (now() - interval '3 days')::date::text as recent`.execute(
		db.system
	);
	const [ids] = rows;
	return {
		journeyId: ids!.journey,
		sceneId: ids!.scene,
		touchpointId: ids!.touchpoint,
		surveyId: ids!.survey,
		collectorId: ids!.collector,
		definitionId,
		customerId,
		departmentId,
		place: 'Counter 177',
		openedId: ids!.opened,
		longAgo: ids!.long,
		recently: ids!.recent
	};
}

/** One of a thousand touchpoints is asked by a program. */
const channelOf = (n: string) =>
	sql.raw(`case when ${n} % 1000 = 177 then 'api' when ${n} % 2 = 0 then 'qr' else 'link' end`);
