import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import type { NewResponse } from './answers.ts';
import { oneCorrection } from './corrections.ts';
import { counting, uncounting } from './counting.ts';
import { record } from '../../../events/record.ts';
import { BUS_CHANNEL } from '../../../bus/message.ts';

/** What became of an answer that was sent under an id which another one has. */
export type Change =
	/** It took the other's place, in the counts too. */
	| 'changed'
	/** It is what is stored: sent twice. */
	| 'same'
	/** The other stays: too old to be changed, or given to another code. */
	| 'late'
	/** The other was taken out, and stays out. */
	| 'removed';

/**
 * Puts an answer in the place of the one that was sent under the same id: taken out of the counts and counted anew on
 * the same day, as a correction, in the caller's transaction.
 * One that is left out changes no counts.
 * @param notBefore the stored answer may be changed when it was received after this instant (ISO)
 * @param addedNotBefore the same for one that only adds to it
 */
export async function changeAnswer(
	trx: Kysely<Database>,
	row: NewResponse,
	notBefore: string,
	addedNotBefore = notBefore
): Promise<Change> {
	const { workspaceId, id } = row;
	await oneCorrection(trx, workspaceId);
	const found = await sql<{ hash: string; open: boolean }>`
		select encode(body_hash, 'hex') as hash,
			collector_id = ${row.collectorId} and (received_at > ${notBefore}::timestamptz
				or received_at > ${addedNotBefore}::timestamptz and answers <@ ${JSON.stringify(row.answers)}::jsonb) as open
		from response where workspace_id = ${workspaceId} and id = ${id} for update`.execute(trx);
	const before = found.rows[0];
	if (before === undefined) return 'removed';
	if (before.hash === row.bodyHash) return 'same';
	if (!before.open) return 'late';

	await putInPlace(trx, row, row);
	return 'changed';
}

/** What an answer is when somebody of the team has put it right. */
export type Corrected = Pick<
	NewResponse,
	'workspaceId' | 'id' | 'touchpointId' | 'answers' | 'scores' | 'numbers' | 'hasText' | 'actor'
>;

/**
 * Puts other answers in the place of stored ones, which `lockAnswer` has locked: taken out of the counts and counted anew on the
 * same day. The hash stays: what its person sends again is still a repetition.
 */
export const correctAnswer = (trx: Kysely<Database>, row: Corrected): Promise<void> => putInPlace(trx, row, null);

/** An answer that is about to be corrected; undefined when there is none. To the end of the transaction nobody else changes it. */
export async function lockAnswer(trx: Kysely<Database>, workspaceId: string, id: string) {
	await oneCorrection(trx, workspaceId);
	return trx
		.selectFrom('response')
		.select(['id', 'survey_id', 'survey_version', 'touchpoint_id', 'answers', 'partial'])
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
}

/** @param given what an answer that was given anew changes besides; null: it was not */
async function putInPlace(
	trx: Kysely<Database>,
	row: Corrected,
	given: Pick<NewResponse, 'language' | 'surveyVersion' | 'bodyHash' | 'aside'> | null
): Promise<void> {
	const { workspaceId, id } = row;
	const mine = sql`r.workspace_id = ${workspaceId} and r.id = ${id}`;
	const counts = sql`${mine} and not r.left_out`;
	await sql`with ${uncounting(sql`response`, counts)} select 1`.execute(trx);
	await sql`
		update response r set answers = ${JSON.stringify(row.answers)}::jsonb,
			scores = ${JSON.stringify(row.scores)}::jsonb,
			numbers = ${row.numbers === undefined ? null : JSON.stringify(row.numbers)}::jsonb,
			has_text = ${row.hasText} ${
				given === null
					? sql``
					: sql`, aside = ${given.aside === undefined ? null : JSON.stringify(given.aside)}::jsonb, language = ${given.language}, survey_version = ${given.surveyVersion},
			body_hash = decode(${given.bodyHash}, 'hex')`
			}
		where ${mine}`.execute(trx);
	await sql`with ${counting(sql`response`, counts)} select 1`.execute(trx);
	await record(trx, workspaceId, row.actor, [
		{ kind: 'answer.corrected', subject: id, payload: { touchpointId: row.touchpointId, change: 'answers' } }
	]);
	await sql`
		select pg_notify(${BUS_CHANNEL}, json_build_object('kind', 'score', 'workspaceId', ${workspaceId}::text,
			'touchpointId', ${row.touchpointId}::text, 'at', now(), 'correction', true)::text)`.execute(trx);
}
