import { bySystem, type EventActor } from '#domain/events/index.ts';
import { sql, type Kysely } from 'kysely';
import type { Answers } from '#domain/survey/index.ts';
import type { Database } from '../../../db/tables/index.ts';
import type { VersionKey } from '../../surveys/repo/surveys.ts';
import { sourceOf, uncounting } from './counting.ts';
import { forgetAnswers, recordAll } from '../../../events/record.ts';
import { tell } from '../../../bus/tell.ts';

/**
 * Corrections of one workspace go one after the other, to the end of the transaction: a recount may just be moving the
 * answer to another day. Counting new answers goes on.
 */
export async function oneCorrection(trx: Kysely<Database>, workspaceId: string): Promise<void> {
	await sql`select pg_advisory_xact_lock(${CORRECTION}, hashtext(${workspaceId}))`.execute(trx);
}

const CORRECTION = 7_239_005;

/**
 * What becomes of the ids of answers that are taken out. `final`: they stay out for ever. `restorable`: they stay out unless
 * somebody brings them back. `forgotten`: they may come again like any other.
 */
export type RemovedIds = 'final' | 'restorable' | 'forgotten';

/**
 * Takes answers out again, each from the same day that it was counted in, records it and tells the bus. Rows are locked in the order
 * in which batches count.
 * @returns how many there were
 */
export async function removeAndUncount(
	trx: Kysely<Database>,
	workspaceId: string,
	ids: readonly string[],
	actor: EventActor,
	becomes: RemovedIds = 'final'
): Promise<number> {
	await oneCorrection(trx, workspaceId);
	const erased = becomes === 'final';
	if (erased) await forgetAnswers(trx, workspaceId, ids);
	const { rows } = await sql<{ removed: number }>`
		with removed as (
			delete from response where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])
			returning id, customer_id, left_out, ${sourceOf('response')}
		),
		noted as (
			insert into removed_response (workspace_id, id, restorable, customer_id)
			select workspace_id, id, ${becomes === 'restorable'}, case when ${becomes === 'restorable'} then customer_id end
			from removed where ${becomes !== 'forgotten'} on conflict do nothing
		),
		${uncounting(sql`removed`, sql`not r.left_out`)},
		recorded as (${
			erased
				? recordAll('answer.erased', actor, 'removed')
				: recordAll('answer.removed', actor, 'removed', removedPayload(becomes === 'restorable'))
		}),
		told as (select ${tell('removed')})
		select (select count(*) from removed) as removed, (select count(*) from told) as told`.execute(trx);
	await forgetNotes(trx, workspaceId, ids);
	return rows[0]!.removed;
}

/**
 * What the team kept about answers goes with them, and when their person is erased. A statement of its own, after the rows were
 * locked: whoever noted something meanwhile is seen.
 */
async function forgetNotes(trx: Kysely<Database>, workspaceId: string, ids: readonly string[]): Promise<void> {
	for (const table of ['response_tag', 'response_correction'] as const)
		await trx
			.deleteFrom(table)
			.where('workspace_id', '=', workspaceId)
			.where(sql<boolean>`response_id = any(${ids}::uuid[])`)
			.execute();
}

const removedPayload = (restorable: boolean) =>
	sql`jsonb_build_object('touchpointId', touchpoint_id, 'restorable', ${restorable}::boolean)`;

/** An answer as it was given, with what says how to read it. */
export interface GivenAnswers extends VersionKey {
	readonly id: string;
	readonly answers: Answers;
}

export const givenAnswers = (
	trx: Kysely<Database>,
	workspaceId: string,
	ids: readonly string[]
): Promise<GivenAnswers[]> =>
	trx
		.selectFrom('response')
		.select(['id', 'survey_id', 'survey_version', 'answers'])
		.where('workspace_id', '=', workspaceId)
		.where(sql<boolean>`id = any(${ids}::uuid[])`)
		.execute();

/** What an answer becomes when its person is erased. */
export interface Detached {
	readonly id: string;
	/** Not one that tells when it was made, or the answers of one person stay together. */
	readonly newId: string;
	/** What may stay of it. */
	readonly answers: Answers;
}

/**
 * Leaves of answers only what may stay without their person, and tells the bus: no customer, no time of day, no hash of
 * what was sent; and under another id, since whoever sent them knows whose the old one was. The counts stay as they are.
 */
export async function detachResponses(
	trx: Kysely<Database>,
	workspaceId: string,
	some: readonly Detached[]
): Promise<number> {
	await oneCorrection(trx, workspaceId);
	const ids = some.map(({ id }) => id);
	await forgetAnswers(trx, workspaceId, ids);
	const newIds = some.map(({ newId }) => newId);
	const answers = some.map((one) => JSON.stringify(one.answers));
	// Arrays, of which the planner knows how long they are: taken for a hundred, fifty thousand are joined each with each.
	const { rows } = await sql<{ detached: number }>`
		with renamed as (
			select * from unnest(${ids}::uuid[], ${newIds}::uuid[], ${answers}::text[]) as n(id, "newId", answers)
		),
		noted as (
			insert into removed_response (workspace_id, id) select ${workspaceId}, id from renamed on conflict do nothing
		),
		noon as (
			select r.id, date_trunc('day', r.submitted_at at time zone w.time_zone) + interval '12 hours' as clock, w.time_zone
			from response r join workspace w on w.workspace_id = r.workspace_id
			where r.workspace_id = ${workspaceId} and r.id in (select id from renamed)
		),
		detached as (
			update response r set id = n."newId", month = wayfelt_month_of(n."newId"), customer_id = null, parameters = null, aside = null, has_text = false, body_hash = '', import_look = null,
				answers = n.answers::jsonb,
				submitted_at = noon.clock at time zone noon.time_zone, received_at = noon.clock at time zone noon.time_zone
			from renamed n, noon
			where r.workspace_id = ${workspaceId} and r.id = n.id and noon.id = r.id
			returning r.workspace_id, r.touchpoint_id, n.id
		),
		recorded as (${recordAll('answer.erased', bySystem, 'detached')}),
		told as (select ${tell('detached')})
		select (select count(*) from detached) as detached, (select count(*) from told) as told`.execute(trx);
	await forgetNotes(trx, workspaceId, ids);
	return rows[0]!.detached;
}

/** Deleted answers that may come again, now that somebody wants them back; those of erased people stay out. */
export async function allowAgain(
	trx: Kysely<Database>,
	workspaceId: string,
	ids: readonly string[]
): Promise<string[]> {
	const rows = await trx
		.deleteFrom('removed_response')
		.where('workspace_id', '=', workspaceId)
		.where(sql<boolean>`id = any(${ids}::uuid[])`)
		.where('restorable', '=', true)
		.returning('id')
		.execute();
	return rows.map(({ id }) => id);
}

/** Nobody brings back what was deleted of this customer. */
export async function settleRemoved(trx: Kysely<Database>, workspaceId: string, customerId: string): Promise<void> {
	await trx
		.updateTable('removed_response')
		.set({ restorable: false, customer_id: null })
		.where('workspace_id', '=', workspaceId)
		.where('customer_id', '=', customerId)
		.execute();
}
