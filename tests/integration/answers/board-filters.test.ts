import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { createAnswerServices, editPlaces, placeJourney, type AnswerServices } from './support.ts';

const NOW = new Date('2026-03-31T10:00:00Z');

/** What a board asks of its numbers: which answers, against what, and the small lines on its cards. */
describe.each(testDatabases())('the filters of a board ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let stranger: Person;
	let placed: Awaited<ReturnType<typeof placeJourney>>;
	let definition: string;
	let codes: Record<'till' | 'door' | 'link' | 'other', string>;

	beforeAll(async () => {
		test = await openTestDb(engine);
		services = createAnswerServices(test.db, () => NOW);
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		const people = createPeople(test.db);
		({ owner } = await people.workspace());
		({ owner: stranger } = await people.workspace());
		placed = await placeJourney(test.db, owner.actor.workspaceId, [2, 1]);
		const survey = await services.surveys.create(owner.actor, { title: 'S', kind: 'nps' });
		await services.surveys.publish(owner.actor, survey.id);
		const at = async (touchpointId: string, channel: string, name?: string) => {
			const input = { surveyId: survey.id, touchpointId, channel, ...(name && { name }) };
			return (await services.collectors.create(owner.actor, input)).code;
		};
		const [one, two] = placed.touchpoints as [string, string];
		codes = {
			till: await at(one, 'qr', 'Till'),
			door: await at(one, 'qr', 'Door'),
			link: await at(one, 'link'),
			other: await at(two, 'qr', 'Till')
		};
		await answer('link', 9, 12);
		const { touchpoints } = await board({});
		definition = touchpoints[one]![0]!.definition;
	});

	const answer = async (code: keyof typeof codes, nps: number, count: number, more: object = {}) => {
		const rows = Array.from({ length: count }, () => ({
			collectorCode: codes[code],
			id: newId(),
			submittedAt: '2026-03-20T10:00:00Z',
			answers: { nps, comment: 'A word' },
			...more
		}));
		const { results } = await services.responses.recordBatch(owner.actor, rows);
		expect(results.every(({ status }) => status === 'created')).toBe(true);
	};
	const board = (filter: object) => services.results.forJourney(owner.actor, placed.journeyId, filter);
	const shown = async (filter: object) => {
		const { touchpoints, scenes, journey } = await board(filter);
		const of = (scores: readonly { n: number; value: number | null }[] | undefined) =>
			scores?.map(({ n, value }) => [n, value]);
		return {
			first: of(touchpoints[placed.touchpoints[0]!]),
			second: of(touchpoints[placed.touchpoints[1]!]),
			scene: of(scenes[placed.sceneIds[0]!]),
			journey: of(journey)
		};
	};

	it('choose the answers of touchpoints, and scenes and the journey add these up', async () => {
		await answer('till', 0, 6);
		await answer('other', 10, 8);
		expect(await shown({})).toEqual({
			first: [[18, (100 * (12 - 6)) / 18]],
			second: [[8, 100]],
			scene: [[26, (100 * (20 - 6)) / 26]],
			journey: [[26, (100 * (20 - 6)) / 26]]
		});
		expect(await shown({ place: 'Till' })).toEqual({
			first: [[6, -100]],
			second: [[8, 100]],
			scene: [[14, (100 * (8 - 6)) / 14]],
			journey: [[14, (100 * (8 - 6)) / 14]]
		});
		expect(await shown({ channel: 'link' })).toMatchObject({ first: [[12, 100]], journey: [[12, 100]] });
		expect(await shown({ place: 'Till', channel: 'link' })).toMatchObject({ journey: [] });
		expect(await shown({ metric: 'csat' })).toMatchObject({ journey: [] });
	});

	it('measure changes against the days before or a year ago, each with its test among all of the map', async () => {
		await answer('link', 0, 40, { submittedAt: '2026-02-15T10:00:00Z' });
		await answer('link', 9, 40, { submittedAt: '2025-03-20T10:00:00Z' });
		await answer('link', 9, 40);
		const changes = async (compare?: string) => {
			const { touchpoints, journey } = await board(compare ? { compare } : {});
			const [score] = touchpoints[placed.touchpoints[0]!]!;
			expect(journey[0]!.change).toEqual(score!.change);
			return score!.change;
		};
		expect(await changes()).toMatchObject({ difference: 200, significant: true, n: 40 });
		expect(await changes('before')).toEqual(await changes());
		expect(await changes('year')).toMatchObject({ difference: 0, significant: false, n: 40 });
	});

	it('hold the minimum, also against what they leave out', async () => {
		await answer('till', 0, 4);
		expect(await shown({ place: 'Till' })).toMatchObject({ first: [[4, null]], journey: [[4, null]] });
		// All but four: the difference to all of them would say what these said.
		expect(await shown({ channel: 'link' })).toMatchObject({ first: [[12, null]] });
		await answer('till', 0, 1);
		expect(await shown({ place: 'Till' })).toMatchObject({ first: [[5, -100]] });
		expect(await shown({ channel: 'link' })).toMatchObject({ first: [[12, 100]] });
	});

	it.each([
		[{ from: '2026-03-31', to: '2026-03-01' }, 'wrong_way_round'],
		[{ language: 'en', channel: 'qr' }, 'not_together'],
		[{ language: 'en', place: 'Till' }, 'not_together'],
		[{ compare: 'never' }, undefined],
		[{ channel: 'pigeon' }, undefined],
		[{ departments: 'x' }, undefined],
		[{ what: 'else' }, undefined]
	])('refuse %j with what is wrong', async (filter, code) => {
		const refused = await board(filter).then(
			() => null,
			(error: { status: number; issues?: { code: string }[] }) => error
		);
		expect(refused).toMatchObject({ status: 400 });
		if (code !== undefined) expect(JSON.stringify(refused)).toContain(code);
	});

	it('are of departments too, whose touchpoints alone add up', async () => {
		await answer('other', 0, 6);
		const departmentId = newId();
		await sql`insert into department (workspace_id, id, name) values (${owner.actor.workspaceId}, ${departmentId}, 'Shops')`.execute(
			test.db.system
		);
		await editPlaces(
			test.db,
			placed.journeyId,
			sql`update touchpoint set department_id = ${departmentId} where id = ${placed.touchpoints[1]!}`
		);
		expect(await shown({ departments: [departmentId], compare: 'year' })).toMatchObject({
			first: [[12, 100]],
			scene: [[6, -100]],
			journey: [[6, -100]]
		});
	});

	describe('small lines', () => {
		const lines = (more: object = {}, person = owner) =>
			services.results.lines(person.actor, placed.journeyId, { touchpoints: placed.touchpoints, ...more });

		it('are values week by week; a week with too few answers is a gap', async () => {
			await answer('link', 0, 7, { submittedAt: '2026-03-10T10:00:00Z' });
			await answer('link', 0, 4, { submittedAt: '2026-03-27T10:00:00Z' });
			const { window, step, lines: found } = await lines();
			expect([window.from, window.to, step]).toEqual(['2026-03-02', '2026-03-31', 'week']);
			expect(found).toEqual({ [placed.touchpoints[0]!]: { [definition]: [null, -100, 100, null, null] } });
		});

		it('are of the answers that are chosen, and hide a week of which the filter leaves out a few', async () => {
			await answer('till', 0, 3);
			await answer('till', 0, 6, { submittedAt: '2026-03-10T10:00:00Z' });
			const [first] = placed.touchpoints as [string];
			expect((await lines({ channel: 'link' })).lines).toEqual({});
			expect((await lines({ place: 'Till' })).lines).toEqual({
				[first]: { [definition]: [null, -100, null, null, null] }
			});
			expect((await lines({ metric: 'csat' })).lines).toEqual({});
		});

		it('are of days in a short window, of months in a long one', async () => {
			expect((await lines({ period: '7' })).step).toBe('day');
			const years = await lines({ from: '2022-01-01', to: '2026-03-31' });
			expect(years.step).toBe('month');
			expect(years.lines[placed.touchpoints[0]!]![definition]!.at(-1)).toBe(100);
		});

		it('are of this map, and of nobody else’s', async () => {
			const elsewhere = await placeJourney(test.db, owner.actor.workspaceId);
			expect(
				(await services.results.lines(owner.actor, elsewhere.journeyId, { touchpoints: placed.touchpoints })).lines
			).toEqual({});
			await expect(lines({}, stranger)).rejects.toMatchObject({ status: 404 });
			await expect(services.results.lines(owner.actor, 'x', { touchpoints: placed.touchpoints })).rejects.toMatchObject(
				{
					status: 404
				}
			);
		});

		it.each([{ touchpoints: [] }, { touchpoints: Array.from({ length: 101 }, () => newId()) }, { compare: 'year' }])(
			'refuse %#',
			async (more) => {
				await expect(lines(more)).rejects.toMatchObject({ status: 400 });
			}
		);
	});
});
