import { sql, type RawBuilder } from 'kysely';
import { newCode } from '../../../server/areas/surveys/collector-code.ts';
import { createCollectors } from '../../../server/areas/surveys/collectors.ts';
import { createMarks as createChannelMarks } from '../../../server/areas/channels/channel-marks.ts';
import { createSeal } from '../../../server/platform/seal.ts';
import { createCustomers } from '../../../server/areas/erasure/erasure.ts';
import { createMarks } from '../../../server/areas/results/marked-answers.ts';
import { createResponses } from '../../../server/areas/answers/responses.ts';
import { createResults } from '../../../server/areas/results/results.ts';
import { createRecentDocuments } from '../../../server/documents/projection/recent-documents.ts';
import { draftProjection } from '../../../server/areas/surveys/draft-projection.ts';
import { createDrafts } from '../../../server/areas/surveys/drafts.ts';
import { createDocumentsOf } from '../../../server/documents/documents-of.ts';
import { surveyDraftKind } from '#document/kinds/survey-draft/index.ts';
import { storedEdits } from '../../support/stored-edits.ts';
import { createSurveys } from '../../../server/areas/surveys/surveys.ts';
import { dataTables, tableLines } from '../../../server/admin/tables.ts';
import type { OpenDb } from '../../../server/db/client.ts';
import type { AskKind } from '#domain/survey/index.ts';
import { newId } from '../../support/database.ts';
import { SECRET, type Person } from '../../support/people.ts';

type TestedDb = Omit<OpenDb, 'stop' | 'place'>;

export const ORIGIN = 'https://feedback.example.com';

/** Drafts of surveys without collaboration: an edit goes straight into the journal. */
export const draftsOver = (db: TestedDb) =>
	createDrafts({
		db,
		documents: createDocumentsOf(surveyDraftKind, { collab: storedEdits(db) }),
		project: (key) =>
			draftProjection.project(key, { db, read: createRecentDocuments().read, now: () => new Date(), log }),
		log
	});

const log = { error: (_fields: object, message: string) => console.error(message) };

/** The services of this area over a test's database, as `compose` wires them. */
export function createAnswerServices(db: TestedDb, now: () => Date = () => new Date()) {
	const shared = { db, drafts: draftsOver(db), newId, now, newCode, origin: ORIGIN, projectNow: async () => {} };
	return {
		surveys: createSurveys(shared),
		collectors: createCollectors(shared),
		responses: createResponses({ ...shared, secret: SECRET }),
		marks: createMarks(shared),
		customers: createCustomers({
			...shared,
			marks: createChannelMarks({ db, seal: createSeal(SECRET, 'channels') })
		}),
		results: createResults(shared)
	};
}

export type AnswerServices = ReturnType<typeof createAnswerServices>;

/** A journey with scenes and touchpoints straight in the projection, as an editor's board leaves it. */
export async function placeJourney(db: TestedDb, workspaceId: string, scenes: readonly number[] = [1]) {
	const journeyId = newId();
	await sql`insert into document (workspace_id, id, kind, schema_version) values (${workspaceId}, ${journeyId}, 'journey', 1)`.execute(
		db.system
	);
	await db.system
		.insertInto('journey')
		.values({
			workspace_id: workspaceId,
			id: journeyId,
			title: 'Trip',
			created_by: 'somebody',
			projected_at: new Date()
		})
		.execute();
	const touchpoints: string[] = [];
	const sceneIds: string[] = [];
	for (const [at, count] of scenes.entries()) {
		const sceneId = newId();
		sceneIds.push(sceneId);
		await db.system
			.insertInto('scene')
			.values({
				workspace_id: workspaceId,
				id: sceneId,
				journey_id: journeyId,
				title: `Scene ${at}`,
				department_id: null,
				order_key: `a${at}`,
				deleted_at: null
			})
			.execute();
		for (let i = 0; i < count; i++) {
			const id = newId();
			touchpoints.push(id);
			await db.system
				.insertInto('touchpoint')
				.values({
					workspace_id: workspaceId,
					id,
					journey_id: journeyId,
					scene_id: sceneId,
					lane_id: newId(),
					title: `Touchpoint ${at}.${i}`,
					channel: 'web',
					department_id: null,
					moment_of_truth: false,
					order_key: `a${i}`,
					deleted_at: null
				})
				.execute();
		}
	}
	return { journeyId, sceneIds, touchpoints, touchpointId: touchpoints[0]! };
}

/** An edit of a map as its projection leaves it: who writes places writes the journey's row with them. */
export const editPlaces = (db: TestedDb, journeyId: string, edit: RawBuilder<unknown>): Promise<void> =>
	db.system.transaction().execute(async (trx) => {
		await edit.execute(trx);
		await sql`update journey set projected_at = now() where id = ${journeyId}`.execute(trx);
	});

/** "Ask here" on a fresh touchpoint. */
export async function asked(db: TestedDb, services: AnswerServices, person: Person, kind: AskKind = 'nps') {
	const placed = await placeJourney(db, person.actor.workspaceId);
	const { survey, collector } = await services.surveys.ask(person.actor, {
		journeyId: placed.journeyId,
		touchpointId: placed.touchpointId,
		kind
	});
	const page = (answers: Record<string, string | number | null>, responseId = newId()) => ({
		code: collector.code,
		responseId,
		language: 'en',
		answers
	});
	return { ...placed, survey, collector, page };
}

/** Histograms and raw answers counted side by side. */
export async function totals(db: TestedDb, workspaceId: string): Promise<{ raw: number; counted: number }> {
	const all = Array.from({ length: 11 }, (_, at) => sql.raw(`s${at}`));
	const { rows } = await sql<{ raw: number; counted: number }>`
		select (select count(*) from response where workspace_id = ${workspaceId}) as raw,
			coalesce((select sum(${sql.join(all, sql` + `)}) from score_day where workspace_id = ${workspaceId}), 0) as counted`.execute(
		db.system
	);
	return rows[0]!;
}

/** Everything in the database, as the backup would write it: one text per table. */
export async function everything(db: TestedDb): Promise<Record<string, string>> {
	const client = db.createClient('test reader');
	await client.connect();
	try {
		await client.query('begin isolation level repeatable read read only');
		const texts: Record<string, string> = {};
		for (const table of await dataTables(client)) {
			texts[table.name] = '';
			for await (const line of tableLines(client, table)) texts[table.name] += `${line}\n`;
		}
		return texts;
	} finally {
		await client.end();
	}
}
