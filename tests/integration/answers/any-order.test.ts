import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDefinition, score, type Histogram } from '#domain/metrics/index.ts';
import { foldOldMonths } from '../../../server/areas/answers/jobs/fold-months.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople } from '../../support/people.ts';
import { createAnswerServices, placeJourney, type AnswerServices } from './support.ts';

const DAY = 86_400_000;
const CHANNELS = ['qr', 'link'] as const;
const LANGUAGES = ['en', 'zh-CN'] as const;
const nps = newDefinition({ id: 'd', metric: 'nps', wording: { en: 'How likely?' } });

/** What may happen to the answers of a touchpoint. */
const step = fc.oneof(
	{
		weight: 8,
		arbitrary: fc.record({
			do: fc.constant('answer' as const),
			score: fc.integer({ min: 0, max: 10 }),
			daysAgo: fc.integer({ min: 1, max: 500 }),
			channel: fc.constantFrom(...CHANNELS),
			language: fc.constantFrom(...LANGUAGES),
			customer: fc.constantFrom('a', 'b', null)
		})
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), at: fc.nat() }) },
	{
		weight: 2,
		arbitrary: fc.record({ do: fc.constant('correct' as const), at: fc.nat(), score: fc.nat({ max: 10 }) })
	},
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('erase' as const),
			customer: fc.constantFrom('a', 'b'),
			answers: fc.constantFrom('keep' as const, 'remove' as const)
		})
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('fold' as const) }) }
);

interface Given {
	readonly id: string;
	score: number;
	readonly day: string;
	readonly channel: string;
	readonly language: string;
	customer: string | null;
}

/** Counts that were added in any order, over any days, channels, places and languages, are those of the answers that stand. */
describe.each(testDatabases())('answers in any order ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	beforeAll(async () => {
		test = await openTestDb(engine);
		services = createAnswerServices(test.db);
	});
	afterAll(() => test.close());

	it('give the score of what stands, whatever was corrected, deleted, erased or added up', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
				const { owner } = await createPeople(test.db).workspace();
				const { workspaceId } = owner.actor;
				await sql`update workspace set min_n = 1 where workspace_id = ${workspaceId}`.execute(test.db.system);
				const { journeyId, touchpointId } = await placeJourney(test.db, workspaceId);
				const { id: surveyId } = await services.surveys.create(owner.actor, { title: 'S', kind: 'nps' });
				await services.surveys.publish(owner.actor, surveyId);
				const codes = {} as Record<string, string>;
				for (const channel of CHANNELS)
					({ code: codes[channel] } = await services.collectors.create(owner.actor, {
						surveyId,
						touchpointId,
						channel,
						name: `at the ${channel}`
					}));
				let standing: Given[] = [];
				/** Answers whose people were erased. */
				const anonymous: Given[] = [];
				const record = async (one: Given): Promise<void> => {
					await services.responses.record(owner.actor, {
						collectorCode: codes[one.channel],
						id: one.id,
						answers: { nps: one.score },
						language: one.language,
						submittedAt: `${one.day}T12:00:00.000Z`,
						...(one.customer !== null && { customer: { externalId: one.customer } })
					});
					standing.push(one);
				};
				for (const next of steps)
					switch (next.do) {
						case 'answer': {
							const day = new Date(Date.now() - next.daysAgo * DAY).toISOString().slice(0, 10);
							await record({ id: newId(), ...next, day });
							break;
						}
						case 'remove': {
							const one = standing[next.at % Math.max(1, standing.length)];
							if (!one) break;
							await services.responses.remove(owner.actor, one.id);
							standing = standing.filter((other) => other !== one);
							break;
						}
						case 'correct': {
							// As a program does: the wrong one out, the right one in.
							const one = standing[next.at % Math.max(1, standing.length)];
							if (!one) break;
							await services.responses.remove(owner.actor, one.id);
							standing = standing.filter((other) => other !== one);
							await record({ ...one, id: newId(), score: next.score });
							break;
						}
						case 'erase': {
							const { rows } = await sql<{ id: string }>`
								select customer_id as id from customer_identity
								where workspace_id = ${workspaceId} and value = ${next.customer}`.execute(test.db.system);
							if (rows.length === 0) break;
							await services.customers.erase(workspaceId, rows[0]!.id, next.answers);
							if (next.answers === 'remove') standing = standing.filter((one) => one.customer !== next.customer);
							else
								standing = standing.map((one) => (one.customer === next.customer ? { ...one, customer: null } : one));
							// Erased answers that stay have other ids: they are found by nobody any more, and so not removed here.
							if (next.answers === 'keep') {
								const ids = await sql<{ id: string }>`
									select id from response where workspace_id = ${workspaceId} order by id`.execute(test.db.system);
								const there = new Set(ids.rows.map(({ id }) => id));
								anonymous.push(...standing.filter((one) => !there.has(one.id)));
								standing = standing.filter((one) => there.has(one.id));
							}
							break;
						}
						case 'fold':
							await foldOldMonths.run({ system: test.db.system, now: () => new Date() });
					}
				const all = [...standing, ...anonymous];
				const windows = [{ period: 'all' }, { period: '365' }] as const;
				const filters = [{}, { channel: 'qr' }, { place: 'at the link' }, { language: 'zh-CN' }] as const;
				for (const window of windows)
					for (const filter of filters) {
						const shown = await services.results.forJourney(owner.actor, journeyId, { ...window, ...filter });
						const within = all.filter(
							(one) =>
								one.day >= shown.window.from &&
								one.day <= shown.window.to &&
								(!('channel' in filter) || one.channel === filter.channel) &&
								(!('place' in filter) || one.channel === 'link') &&
								(!('language' in filter) || one.language === filter.language)
						);
						const histogram: Histogram = Array.from(
							{ length: 11 },
							(_, at) => within.filter((one) => one.score === at).length
						);
						const [found] = shown.touchpoints[touchpointId] ?? [];
						expect(found?.n ?? 0).toBe(within.length);
						if (found?.value != null) expect(found.value).toBeCloseTo(score(nps, histogram).value!, 9);
					}
				expect(await services.responses.recount(workspaceId)).toEqual([]);
			}),
			{ numRuns: 12 }
		);
	});
});
