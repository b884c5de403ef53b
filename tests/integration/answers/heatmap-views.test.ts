import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { createAnswerServices, placeJourney, type AnswerServices } from './support.ts';

const NOW = new Date('2026-03-31T10:00:00Z');
const many = (score: number, count: number) => Array.from({ length: count }, () => score);

describe.each(testDatabases())('other views of the heatmap ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let other: Person;
	let placed: Awaited<ReturnType<typeof placeJourney>>;
	let surveyId: string;
	beforeAll(async () => {
		test = await openTestDb(engine);
		services = createAnswerServices(test.db, () => NOW);
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		const people = createPeople(test.db);
		({ owner } = await people.workspace());
		({ owner: other } = await people.workspace());
		placed = await placeJourney(test.db, owner.actor.workspaceId, [2, 1]);
		const survey = await services.surveys.create(owner.actor, { title: 'S', kind: 'csat' });
		await services.surveys.publish(owner.actor, survey.id);
		surveyId = survey.id;
	});

	const code = async (at: number, name: string | null, channel = 'qr') =>
		(
			await services.collectors.create(owner.actor, {
				surveyId,
				touchpointId: placed.touchpoints[at]!,
				channel,
				...(name !== null && { name })
			})
		).code;
	const answer = async (collectorCode: string, scores: readonly number[], more: object = {}) => {
		const rows = scores.map((csat) => ({
			collectorCode,
			id: newId(),
			submittedAt: '2026-03-20T10:00:00Z',
			answers: { csat },
			...more
		}));
		const { results } = await services.responses.recordBatch(owner.actor, rows);
		expect(results.every(({ status }) => status === 'created')).toBe(true);
	};
	const own = async (departmentId: string, at: number) =>
		test.db.system
			.updateTable('touchpoint')
			.set({ department_id: departmentId })
			.where('id', '=', placed.touchpoints[at]!)
			.execute();
	const department = async (name: string) => {
		const id = newId();
		await test.db.system
			.insertInto('department')
			.values({ workspace_id: owner.actor.workspaceId, id, parent_id: null, name, created_at: NOW })
			.execute();
		return id;
	};

	describe('departments × metrics', () => {
		it('adds up what each department owns, by definition, and keeps what nobody owns', async () => {
			const [shops, care, idle] = [await department('Shops'), await department('Care'), await department('Idle')];
			await own(shops, 0);
			await own(shops, 1);
			await answer(await code(0, null), many(5, 6));
			await answer(await code(1, null), many(1, 4));
			await answer(await code(2, null), many(4, 3));
			const view = await services.results.departmentsHeatmap(owner.actor, {});
			expect(view).toMatchObject({ minN: 5, rankN: 30, metrics: ['csat'], more: false });
			expect(
				view.departments.map(({ id, name, touchpoints, scores }) => [
					id,
					name,
					touchpoints,
					scores.map(({ metric, n, value }) => [metric, n, value])
				])
			).toEqual([
				[shops, 'Shops', 2, [['csat', 10, 60]]],
				[null, null, 1, [['csat', 3, null]]]
			]);
			const parts = await services.results.departmentParts(owner.actor, shops, {});
			expect(parts.map(({ id, scores }) => [id, scores[0]!.n])).toEqual([
				[placed.touchpoints[0], 6],
				[placed.touchpoints[1], 4]
			]);
			const nobodys = await services.results.departmentParts(owner.actor, null, {});
			expect(nobodys.map(({ id }) => id)).toEqual([placed.touchpoints[2]]);
			expect(await services.results.departmentParts(other.actor, shops, {})).toEqual([]);
			expect([care, idle]).not.toContain(view.departments[0]!.id);

			const chosen = await services.results.departmentsHeatmap(owner.actor, { departments: shops });
			expect(chosen.departments.map(({ id }) => id)).toEqual([shops]);
			const quiet = await services.results.departmentsHeatmap(owner.actor, { metric: 'nps' });
			expect(quiet.departments.map(({ scores }) => scores)).toEqual([[], []]);
			const language = await services.results.departmentsHeatmap(owner.actor, { language: 'en' });
			expect(language.departments[0]!.scores.every(({ n }) => n === 0)).toBe(true);
			expect((await services.results.departmentsHeatmap(other.actor, {})).departments).toEqual([]);
			await expect(services.results.departmentsHeatmap(null, {})).rejects.toMatchObject({ status: 401 });
		});

		it('colours a department only where it stands among all of them', async () => {
			await own(await department('Doubtful'), 0);
			// 15 of 24 against a target of 80 %: p = 0.04 by itself; the other alone is on target.
			await answer(await code(0, null), [...many(5, 15), ...many(1, 9)]);
			const judgement = async () =>
				(await services.results.departmentsHeatmap(owner.actor, {})).departments[0]!.scores[0]!.judgement;
			expect(await judgement()).toBe('bad');
			await own(await department('Quiet'), 1);
			await answer(await code(1, null), [...many(5, 16), ...many(1, 4)]);
			await answer(await code(2, null), [...many(5, 16), ...many(1, 4)]);
			expect(await judgement()).toBe('unclear');
		});
	});

	describe('places × touchpoints', () => {
		/** By place and touchpoint, n and value of the first number. */
		const read = async (input: object = {}) => {
			const view = await services.results.placesHeatmap(owner.actor, input);
			const at = (id: string) => placed.touchpoints.indexOf(id);
			return {
				view,
				columns: view.touchpoints.map(({ id, n }) => [at(id), n]),
				rows: view.places.map(({ name, touchpoints }) => [
					name,
					Object.fromEntries(touchpoints.map(({ id, scores }) => [at(id), scores.map(({ n, value }) => [n, value])[0]]))
				])
			};
		};

		it('has places of one name together, those with most answers first, and no code without a name', async () => {
			await answer(await code(0, 'North'), many(5, 6));
			await answer(await code(0, 'North', 'link'), many(1, 6));
			await answer(await code(1, 'North'), many(5, 7));
			await answer(await code(1, 'South'), many(1, 8));
			await answer(await code(1, null), many(3, 9));
			await answer(await code(2, null), many(3, 90));
			const { view, columns, rows } = await read();
			expect(columns).toEqual([
				[1, 15],
				[0, 12]
			]);
			expect(rows).toEqual([
				['North', { 0: [12, 50], 1: [7, 100] }],
				['South', { 1: [8, 0] }]
			]);
			expect(view.leftOut).toEqual({ touchpoints: 0, places: 0 });
			expect(view.touchpoints[0]!.journey).toEqual({ id: placed.journeyId, title: 'Trip' });
			expect((await read({ channel: 'link' })).rows).toEqual([['North', { 0: [6, 0] }]]);
			expect((await read({ place: 'South' })).rows).toEqual([['South', { 1: [8, 0] }]]);
			const shops = await department('Shops');
			await own(shops, 1);
			expect((await read({ departments: shops })).columns).toEqual([[1, 15]]);
			expect((await read({ from: '2026-01-01', to: '2026-01-31' })).rows).toEqual([]);
			expect((await services.results.placesHeatmap(other.actor, {})).places).toEqual([]);
			await expect(services.results.placesHeatmap(owner.actor, { language: 'en' })).rejects.toMatchObject({
				status: 400,
				issues: [{ code: 'not_together', path: ['language'], params: { with: 'place' } }]
			});
		});

		it('shows no place by which those few could be read that others leave', async () => {
			// Of 25 answers three are of a place that may not be shown: without another beside it 25 − 22 would tell them.
			await answer(await code(0, 'North'), many(5, 12));
			await answer(await code(0, 'South'), many(4, 10));
			await answer(await code(0, 'West'), many(1, 3));
			expect((await read()).rows).toEqual([
				['North', { 0: [12, 100] }],
				['South', { 0: [10, null] }],
				['West', { 0: [3, null] }]
			]);
			await answer(await code(0, null, 'link'), many(2, 5));
			// Eight are left of everything now, of the channel still three.
			expect((await read()).rows[1]).toEqual(['South', { 0: [10, null] }]);
		});
	});

	describe('comments', () => {
		it('are of the answers that are chosen, as long as enough are and nobody is told by what is left', async () => {
			const id = placed.touchpoints[0]!;
			const said = async (name: string | null, count: number, more: object = {}, channel = 'qr') =>
				answer(await code(0, name, channel), many(4, count), {
					answers: { csat: 4, comment: name ?? 'none' },
					...more
				});
			await said('North', 6, { language: 'en' });
			await said('South', 8, { submittedAt: '2026-02-20T10:00:00Z' });
			await said('West', 3, { language: 'en' }, 'link');
			const read = async (input: object) => {
				const { items, hidden, n } = await services.results.comments(owner.actor, id, { limit: 100, ...input });
				return {
					n,
					hidden,
					places: Object.fromEntries(
						Map.groupBy(items, ({ text }) => text)
							.entries()
							.map(([text, some]) => [text, [some[0]!.place, some.length]])
					)
				};
			};
			// Three answers name no place: who reads it would know what they said.
			expect(await read({})).toEqual({
				n: 17,
				hidden: false,
				places: { North: ['North', 6], South: ['South', 8], West: [null, 3] }
			});
			expect((await read({ period: '30' })).places).toEqual({ North: ['North', 6], West: [null, 3] });
			expect((await read({ from: '2026-02-01', to: '2026-02-28' })).places).toEqual({ South: ['South', 8] });
			expect((await read({ place: 'North' })).places).toEqual({ North: ['North', 6] });
			expect((await read({ language: 'en' })).places).toEqual({ North: ['North', 6], West: [null, 3] });
			expect(await read({ channel: 'link' })).toEqual({ n: 3, hidden: true, places: {} });
			// All but three: what these said could be read from the difference.
			expect(await read({ channel: 'qr' })).toEqual({ n: 14, hidden: true, places: {} });
			await expect(read({ language: 'en', place: 'North' })).rejects.toMatchObject({ status: 400 });
			await expect(read({ from: '2026-02-02', to: '2026-02-01' })).rejects.toMatchObject({ status: 400 });
		});
	});
});
