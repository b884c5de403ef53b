import type { Histogram, TrendStep } from '#domain/metrics/index.ts';
import { instantsAround, type Days } from '#domain/shared/days.ts';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

/** Answers of one series at one touchpoint: of a place, or of all of it. */
export interface PlaceCounts {
	readonly touchpointId: string;
	readonly definitionId: string;
	/** What their codes are named after; null where a row is of everything. */
	readonly place: string | null;
	/** null where a language was chosen: no counts tell both apart. */
	readonly channel: string | null;
	/** First day of the step; null where a row is of the whole window. */
	readonly day: string | null;
	readonly histogram: Histogram;
}

/** A part of what there is. */
export interface Part {
	readonly language?: string | undefined;
	/** Of one series, step by step. */
	readonly over?: { readonly definitionId: string; readonly step: TrendStep } | undefined;
	/** Of these places only. */
	readonly places?: readonly string[] | undefined;
}

const points = Array.from({ length: 11 }, (_, at) => at);
const summed = sql`array[${sql.join(points.map((at) => sql.raw(`sum(s${at})`)))}]::integer[]`;
const counted = sql`array[${sql.join(points.map((at) => sql.raw(`count(*) filter (where e.score = '${at}')`)))}]::integer[]`;

const stepOf = ({ over }: Part, day: RawBuilder<unknown>) =>
	over === undefined
		? sql`null`
		: over.step === 'day'
			? sql`${day}::text`
			: sql`(date_trunc(${sql.lit(over.step)}, ${day})::date)::text`;

/**
 * What was counted at places: at the codes that have a name. A language and a place together stand in no counts
 * (docs/counts.md): then the answers themselves are counted.
 */
export async function countsByPlace(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	days: Days,
	part: Part = {}
): Promise<PlaceCounts[]> {
	const { language, over, places } = part;
	const ids = sql`any(${[...touchpointIds]}::uuid[])`;
	const named = places === undefined ? sql`c.name is not null` : sql`c.name = any(${[...places]}::text[])`;
	if (language === undefined) {
		const { rows } = await sql<PlaceCounts>`
			select b.touchpoint_id as "touchpointId", b.definition_id as "definitionId", c.name as place, c.channel,
				${stepOf(part, sql`b.day`)} as day, ${summed} as histogram
			from score_day_by b join collector c on c.workspace_id = b.workspace_id and c.id = b.value::uuid
			where b.workspace_id = ${workspaceId} and b.dimension = 'place' and b.touchpoint_id = ${ids}
				and b.day >= ${days.from} and b.day <= ${days.to}
				${over === undefined ? sql`` : sql`and b.definition_id = ${over.definitionId}`}
				and ${named}
			group by 1, 2, 3, 4, 5`.execute(trx);
		return rows;
	}
	const [from, to] = instantsAround(days);
	const { rows } = await sql<PlaceCounts>`
		select r.touchpoint_id as "touchpointId", e.definition_id as "definitionId", c.name as place, null as channel,
			${stepOf(part, sql`r.day`)} as day, ${counted} as histogram
		from response r join collector c on c.workspace_id = r.workspace_id and c.id = r.collector_id
			cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
		where r.workspace_id = ${workspaceId} and r.submitted_at >= ${from} and r.submitted_at < ${to}
			and r.day >= ${days.from} and r.day <= ${days.to} and r.touchpoint_id = ${ids}
			and r.language = ${language} and not r.left_out
			${over === undefined ? sql`` : sql`and e.definition_id = ${over.definitionId}`}
			and ${named}
		group by 1, 2, 3, 4, 5`.execute(trx);
	return rows;
}

/** All of it, at a place or not: what places are parts of. */
export async function countsOfAll(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	days: Days,
	part: Part = {}
): Promise<PlaceCounts[]> {
	const { language, over } = part;
	const { rows } = await sql<PlaceCounts>`
		select touchpoint_id as "touchpointId", definition_id as "definitionId", null as place,
			${language === undefined ? sql`channel` : sql`null as channel`}, ${stepOf(part, sql`day`)} as day,
			${summed} as histogram
		from ${language === undefined ? sql`score_day` : sql`score_day_by`}
		where workspace_id = ${workspaceId} and touchpoint_id = any(${[...touchpointIds]}::uuid[])
			and day >= ${days.from} and day <= ${days.to}
			${language === undefined ? sql`` : sql`and dimension = 'language' and value = ${language}`}
			${over === undefined ? sql`` : sql`and definition_id = ${over.definitionId}`}
		group by 1, 2, 3, 4, 5`.execute(trx);
	return rows;
}

/** How many names codes have. */
export async function placesNamed(trx: Kysely<Database>, workspaceId: string): Promise<number> {
	const { named } = await trx
		.selectFrom('collector')
		.select(sql<number>`count(distinct name)::integer`.as('named'))
		.where('workspace_id', '=', workspaceId)
		.executeTakeFirstOrThrow();
	return named;
}
