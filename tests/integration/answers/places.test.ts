import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as byDimension from '../../../migrations/20261128T0609-counts-by-dimension.ts';
import * as byLanguage from '../../../migrations/20261128T1042-count-by-language.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { createAnswerServices, placeJourney, type AnswerServices } from './support.ts';

/** Two counters and a page at one touchpoint, the same counter's name at another. */
describe.each(testDatabases())('results of a place ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let placed: Awaited<ReturnType<typeof placeJourney>>;
	let codes: Record<'first' | 'second' | 'page' | 'elsewhere', { id: string; code: string }>;
	let w: string;

	beforeAll(async () => {
		test = await openTestDb(engine);
		services = createAnswerServices(test.db);
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		owner = (await createPeople(test.db).workspace()).owner;
		w = owner.actor.workspaceId;
		placed = await placeJourney(test.db, w, [2]);
		const survey = await services.surveys.create(owner.actor, { title: 'S', kind: 'nps' });
		await services.surveys.publish(owner.actor, survey.id);
		const at = (touchpointId: string, channel: string, name?: string) =>
			services.collectors.create(owner.actor, { surveyId: survey.id, touchpointId, channel, ...(name && { name }) });
		codes = {
			first: await at(placed.touchpointId, 'qr', 'Counter 1'),
			second: await at(placed.touchpointId, 'qr', 'Counter 2'),
			page: await at(placed.touchpointId, 'link'),
			elsewhere: await at(placed.touchpoints[1]!, 'qr', 'Counter 1')
		};
	});

	const answer = async (code: keyof typeof codes, scores: readonly number[], more: object = {}) => {
		const ids = scores.map(() => newId());
		for (const [at, nps] of scores.entries())
			await services.responses.record(owner.actor, {
				collectorCode: codes[code].code,
				id: ids[at],
				answers: { nps },
				...more
			});
		return ids;
	};
	const of = async (filter: object, touchpointId = placed.touchpointId) => {
		const { touchpoints } = await services.results.forJourney(owner.actor, placed.journeyId, filter);
		return touchpoints[touchpointId]?.map(({ n, value }) => ({ n, value })) ?? [];
	};
	const agrees = async () => expect(await services.responses.recount(w)).toEqual([]);
	const nines = (n: number) => Array.from({ length: n }, () => 9);

	it('are those of the codes with its name, at every touchpoint, or of one code', async () => {
		await answer('first', nines(6));
		await answer(
			'second',
			Array.from({ length: 5 }, () => 0)
		);
		await answer('page', nines(7));
		await answer('elsewhere', nines(5));
		expect(await of({})).toEqual([{ n: 18, value: (100 * (13 - 5)) / 18 }]);
		expect(await of({ place: 'Counter 1' })).toEqual([{ n: 6, value: 100 }]);
		expect(await of({ place: 'Counter 2' })).toEqual([{ n: 5, value: -100 }]);
		expect(await of({ place: codes.page.id })).toEqual([{ n: 7, value: 100 }]);
		expect(await of({ place: 'Counter 1' }, placed.touchpoints[1])).toEqual([{ n: 5, value: 100 }]);
		const { journey } = await services.results.forJourney(owner.actor, placed.journeyId, { place: 'Counter 1' });
		expect(journey.map(({ n }) => n)).toEqual([11]);
		expect(await of({ place: 'Counter 1', channel: 'qr' })).toEqual([{ n: 6, value: 100 }]);
		expect(await of({ place: 'Counter 1', channel: 'link' })).toEqual([]);
		expect(await of({ place: 'Counter 9' })).toEqual([]);
		// Renamed, it is what it is called now.
		await services.collectors.update(owner.actor, codes.second.id, { name: 'Counter 9' });
		expect(await of({ place: 'Counter 9' })).toEqual([{ n: 5, value: -100 }]);
	});

	it('are hidden where they, or what they leave of all or of their channel, are too few', async () => {
		await answer('first', nines(6));
		await answer('second', nines(3));
		await answer('page', nines(7));
		// Of both counters together nine are shown: less the first, the three of the second would be.
		expect(await of({ channel: 'qr' })).toEqual([{ n: 9, value: 100 }]);
		expect(await of({ place: 'Counter 1' })).toEqual([{ n: 6, value: null }]);
		expect(await of({ place: 'Counter 2' })).toEqual([{ n: 3, value: null }]);
		await answer('second', nines(2));
		expect(await of({ place: 'Counter 1' })).toEqual([{ n: 6, value: 100 }]);
	});

	it('follow every answer that is changed, left out, taken back in, taken out, erased or moved to another day', async () => {
		const [gone, left] = await answer('first', [10, ...nines(6)]);
		await answer('second', nines(6));
		await answer('page', nines(6));
		await answer('first', [0], { customer: { externalId: 'kept' } });
		await answer('first', [0], { customer: { externalId: 'removed' } });
		await agrees();
		const n = async () => (await of({ place: 'Counter 1' }))[0]!.n;
		expect(await n()).toBe(9);

		await services.responses.remove(owner.actor, gone!);
		expect(await n()).toBe(8);
		for (const [externalId, becomes] of [
			['kept', 'keep'],
			['removed', 'remove']
		] as const) {
			const [found] = await services.customers.find(externalId, w);
			await services.customers.erase(w, found!.id, becomes);
		}
		expect(await n()).toBe(7);
		await agrees();

		// A page's answer given otherwise within the time to do so.
		const page = (nps: number, responseId: string) => ({
			code: codes.first.code,
			responseId,
			language: 'en',
			answers: { nps: String(nps) }
		});
		const id = newId();
		await services.responses.submit(page(3, id));
		await services.responses.submit(page(8, id));
		expect(await n()).toBe(8);
		await agrees();

		await sql`update response set mark = 'same' where workspace_id = ${w} and id = ${left!}`.execute(test.db.system);
		const decide = (leftOut: boolean) =>
			services.marks.decide(owner.actor, placed.touchpointId, { leftOut, ids: [left!] });
		await decide(true);
		expect(await n()).toBe(7);
		await agrees();
		await decide(false);
		expect(await n()).toBe(8);
		await agrees();

		for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
			await sql`update workspace set time_zone = ${zone} where workspace_id = ${w}`.execute(test.db.system);
			await services.responses.recount(w);
			await agrees();
		}
	});

	it('are those of one language, with the same minimum, and follow an answer given otherwise in another', async () => {
		const zh = { language: 'zh-CN' };
		await answer('first', nines(6), zh);
		await answer('second', [0, 0, 0, 0], { language: 'en' });
		expect(await of(zh)).toEqual([{ n: 6, value: null }]);
		expect(await of({ language: 'en' })).toEqual([{ n: 4, value: null }]);
		const id = newId();
		const page = (language: string) => ({ code: codes.first.code, responseId: id, language, answers: { nps: '9' } });
		await services.responses.submit(page('en'));
		expect(await of(zh)).toEqual([{ n: 6, value: 100 }]);
		expect(await of({ language: 'en' })).toEqual([{ n: 5, value: -60 }]);
		await services.responses.submit({ ...page('zh-CN'), answers: { nps: '8' } });
		expect(await of(zh)).toEqual([{ n: 7, value: null }]);
		await agrees();
		const definition = (await services.results.forTouchpoint(owner.actor, placed.touchpointId))[0]!.definition;
		const trend = await services.results.trend(owner.actor, placed.touchpointId, definition, zh);
		expect(trend.days.reduce((n, day) => n + day.n, 0)).toBe(7);
		for (const other of [{ channel: 'qr' }, { place: 'Counter 1' }])
			await expect(of({ ...zh, ...other })).rejects.toMatchObject({
				status: 400,
				issues: [{ code: 'not_together', path: ['language'], params: { with: Object.keys(other)[0] } }]
			});
	});

	it('are recounted when they are wrong', async () => {
		await answer('first', nines(5));
		await sql`update score_day_by set s9 = 7, s1 = 1 where workspace_id = ${w}`.execute(test.db.system);
		expect(await services.responses.recount(w)).toEqual([
			expect.objectContaining({ dimension: 'language', value: 'zh-CN', counted: [0, 1, 0, 0, 0, 0, 0, 0, 0, 7, 0] }),
			expect.objectContaining({
				touchpointId: placed.touchpointId,
				channel: null,
				dimension: 'place',
				value: codes.first.id,
				counted: [0, 1, 0, 0, 0, 0, 0, 0, 0, 7, 0],
				actual: [0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0]
			})
		]);
		await agrees();
	});

	it('of answers that were there before are counted by the migration', async () => {
		await answer('first', nines(6));
		await answer('page', nines(5));
		const [removed] = await answer('second', nines(7));
		await services.responses.remove(owner.actor, removed!);
		const system = test.db.system as unknown as Kysely<unknown>;
		for (const { down } of [byLanguage, byDimension]) await down(system);
		for (const { up } of [byDimension, byLanguage]) await up(system);
		await agrees();
		expect(await of({ place: 'Counter 2' })).toEqual([{ n: 6, value: 100 }]);
	});

	it('come from answers sent by many at once while others are taken out', async () => {
		const ids = await answer('first', nines(20));
		const many = Array.from({ length: 60 }, (_, at) =>
			services.responses.submit({
				code: codes[at % 2 ? 'first' : 'second'].code,
				responseId: newId(),
				language: 'en',
				answers: { nps: String(at % 11) }
			})
		);
		await Promise.all([
			...many,
			...ids.map((id) => services.responses.remove(owner.actor, id)),
			services.responses.recount(w)
		]);
		await agrees();
		expect(await of({ place: 'Counter 1' })).toMatchObject([{ n: 30 }]);
	});
});
