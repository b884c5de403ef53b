import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultContent } from '#domain/survey/index.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { createAnswerServices, placeJourney, type AnswerServices } from './support.ts';

const NOW = new Date('2026-03-31T10:00:00Z');

describe.each(testDatabases())('places side by side ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let viewer: Person;
	let placed: Awaited<ReturnType<typeof placeJourney>>;
	let surveyId: string;
	let codes: Map<string, string>;

	beforeAll(async () => {
		test = await openTestDb(engine);
		services = createAnswerServices(test.db, () => NOW);
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		const people = createPeople(test.db);
		({ owner } = await people.workspace());
		viewer = await people.member(owner, 'viewer');
		placed = await placeJourney(test.db, owner.actor.workspaceId, [2]);
		const survey = await services.surveys.create(owner.actor, { title: 'S', kind: 'nps' });
		await services.surveys.publish(owner.actor, survey.id);
		surveyId = survey.id;
		codes = new Map();
	});

	async function code(name: string | null, channel = 'qr', at = 0): Promise<string> {
		const key = `${name}/${channel}/${at}`;
		if (!codes.has(key)) {
			const touchpointId = placed.touchpoints[at]!;
			const given = { surveyId, touchpointId, channel, ...(name !== null && { name }) };
			codes.set(key, (await services.collectors.create(owner.actor, given)).code);
		}
		return codes.get(key)!;
	}
	/** So many of each score. */
	async function answer(
		name: string | null,
		scores: Readonly<Record<number, number>>,
		{ channel = 'qr', at = 0, day = '2026-03-20', language = 'en' } = {}
	) {
		const collectorCode = await code(name, channel, at);
		const rows = Object.entries(scores).flatMap(([nps, count]) =>
			Array.from({ length: count }, () => ({
				collectorCode,
				id: newId(),
				submittedAt: `${day}T10:00:00Z`,
				language,
				answers: { nps: Number(nps) }
			}))
		);
		const { results } = await services.responses.recordBatch(owner.actor, rows);
		expect(results.every(({ status }) => status === 'created')).toBe(true);
	}
	const view = (input: object = {}) => services.results.places(viewer.actor, input);
	const shown = async (input: object = {}) =>
		(await view(input)).places.map(({ name, n, value }) => [name, n, value === null ? null : Math.round(value)]);

	it('say from which day on another wording is asked, whichever of the two is looked at', async () => {
		await answer('North', { 10: 40, 3: 20 });
		expect((await view()).breaks).toEqual([]);
		const later = createAnswerServices(test.db, () => new Date('2026-03-31T12:00:00Z'));
		const content = defaultContent('nps');
		const questions = content.questions.map((one, at) =>
			at === 0 ? { ...one, text: { ...one.text, en: 'New words?' } } : one
		);
		await later.surveys.updateDraft(owner.actor, surveyId, { content: { ...content, questions } });
		await later.surveys.publish(owner.actor, surveyId);
		expect(await view()).toMatchObject({ n: 60, breaks: ['2026-03-31'] });
		expect((await view({ from: '2026-03-01', to: '2026-03-30' })).breaks).toEqual([]);
		await answer('North', { 10: 90 });
		expect(await view()).toMatchObject({ n: 90, chosen: { wording: { en: 'New words?' } }, breaks: ['2026-03-31'] });
	});

	it('are ranked by what their answers can tell, nobody below 30, and the raw order is told by an example', async () => {
		await answer('North', { 10: 150, 3: 50 });
		await answer('South', { 10: 100, 3: 100 }, { at: 1 });
		await answer('East', { 10: 20, 3: 11 });
		await answer('West', { 10: 9, 3: 1 });
		await answer('Small', { 10: 3, 3: 2 });
		const { places, ...made } = await view();
		expect(made).toMatchObject({ minN: 5, rankN: 30, named: 5, n: 446, metrics: ['nps'], more: 0, step: 'week' });
		expect(places.map(({ name, n, rank }) => [name, n, rank?.at ?? null])).toEqual([
			['North', 200, 1],
			['East', 31, 2],
			['South', 200, 3],
			['West', 10, null],
			['Small', 5, null]
		]);
		const [north, east] = places;
		expect(north).toMatchObject({ value: 50, rank: { at: 1 } });
		// Drawn towards the mean, the fewer answers the further.
		const drawn = ({ value, estimate }: typeof north & object) => Math.abs(value! - estimate!.value);
		expect(drawn(east!)).toBeGreaterThan(drawn(north!));
		expect(east!.rank!.to).toBeGreaterThan(east!.rank!.at);
		expect(east!.estimate!.low).toBeLessThan(east!.estimate!.value);
		expect(north!.limits!.outer.low).toBeLessThan(north!.limits!.inner.low);
		expect(made.rawOrder).toMatchObject({ kind: 'few', first: { name: 'West', n: 10, value: 80 }, of: 5, few: 2 });
		expect(made.chosen).toMatchObject({ metric: 'nps', direction: 'high' });
		expect(north!.trend.map(({ day, n }) => [day, n])).toEqual([
			['2026-03-02', 0],
			['2026-03-09', 0],
			['2026-03-16', 200],
			['2026-03-23', 0],
			['2026-03-30', 0]
		]);
		await expect(services.results.places(null, {})).rejects.toMatchObject({ status: 401 });
		const { owner: other } = await createPeople(test.db).workspace();
		expect(await services.results.places(other.actor, {})).toMatchObject({ named: 0, chosen: null, places: [] });
	});

	it('are one place wherever codes have its name, and answers without one are nobody’s', async () => {
		await answer('North', { 10: 20 });
		await answer('North', { 10: 10, 0: 10 }, { at: 1, channel: 'link' });
		await answer('South', { 0: 10, 10: 10 });
		await answer(null, { 0: 50 });
		expect(await shown()).toEqual([
			['North', 40, 50],
			['South', 20, 0]
		]);
		expect(await shown({ channel: 'link' })).toEqual([['North', 20, 0]]);
		expect(await shown({ from: '2026-01-01', to: '2026-01-31' })).toEqual([]);
		expect((await view({ from: '2026-01-01', to: '2026-01-31' })).named).toBe(2);
	});

	it('hide whom few answered, and another beside it where what is left would be a few', async () => {
		await answer('North', { 10: 40 });
		await answer('South', { 10: 10, 0: 10 });
		await answer('Few', { 0: 3 });
		// Of all 63 are shown on the map: less both others, the three would be.
		expect(await shown()).toEqual([
			['North', 40, 100],
			['South', 20, null],
			['Few', 3, null]
		]);
		await answer(null, { 5: 2 });
		expect(await shown()).toEqual([
			['North', 40, 100],
			['South', 20, 0],
			['Few', 3, null]
		]);
		// Of a channel that has these two only, too.
		await answer('West', { 9: 30 }, { channel: 'link' });
		await answer('Fewer', { 0: 2 }, { channel: 'link' });
		expect((await shown()).find(([name]) => name === 'West')).toEqual(['West', 30, null]);
	});

	it('hide a place whose few other answers a filter would leave', async () => {
		await answer('North', { 10: 40 });
		await answer('North', { 0: 3 }, { channel: 'link' });
		await answer('South', { 10: 40, 0: 40 });
		await answer(null, { 5: 50 }, { channel: 'link' });
		expect(await shown()).toEqual([
			['North', 43, 86],
			['South', 80, 0]
		]);
		expect((await shown({ channel: 'qr' })).find(([name]) => name === 'North')).toEqual(['North', 40, null]);
	});

	it('are told apart by language from the answers themselves, and by department', async () => {
		await answer('North', { 10: 40 }, { language: 'zh-CN' });
		await answer('North', { 0: 40 }, { language: 'en', at: 1 });
		await answer('South', { 10: 10, 0: 10 }, { language: 'zh-CN' });
		expect(await shown({ language: 'zh-CN' })).toEqual([
			['North', 40, 100],
			['South', 20, 0]
		]);
		expect(await shown({ language: 'en' })).toEqual([['North', 40, -100]]);
		const { places } = await view({ language: 'zh-CN' });
		expect(places[0]!.trend.map(({ n }) => n)).toEqual([0, 0, 40, 0, 0]);
		const departmentId = newId();
		const w = owner.actor.workspaceId;
		await sql`insert into department (workspace_id, id, name) values (${w}, ${departmentId}, 'Shops')`.execute(
			test.db.system
		);
		await sql`update touchpoint set department_id = ${departmentId} where id = ${placed.touchpoints[1]!}`.execute(
			test.db.system
		);
		expect(await shown({ departments: [departmentId] })).toEqual([['North', 40, -100]]);
		await expect(view({ language: 'en', channel: 'qr' })).rejects.toMatchObject({
			status: 400,
			issues: [{ code: 'not_together' }]
		});
		// An answer that is left out, or taken out, is in neither.
		await sql`update response set mark = 'same', left_out = true where workspace_id = ${w} and language = 'en'`.execute(
			test.db.system
		);
		expect(await shown({ language: 'en' })).toEqual([]);
	});

	it('are compared by one wording and one metric at a time: the most answered, or the one that is named', async () => {
		await answer('North', { 10: 20, 0: 20 });
		await answer('South', { 10: 40 });
		const touchpointId = placed.touchpoints[0]!;
		const csat = await services.surveys.create(owner.actor, { title: 'C', kind: 'csat' });
		await services.surveys.publish(owner.actor, csat.id);
		const given = { surveyId: csat.id, touchpointId, channel: 'qr', name: 'North' };
		const { code: collectorCode } = await services.collectors.create(owner.actor, given);
		const rows = Array.from({ length: 6 }, () => ({
			collectorCode,
			submittedAt: '2026-03-20T10:00:00Z',
			answers: { csat: 5 }
		}));
		await services.responses.recordBatch(owner.actor, rows);
		expect((await view()).chosen!.metric).toBe('nps');
		expect(await view({ metric: 'csat' })).toMatchObject({
			chosen: { metric: 'csat' },
			series: [{ n: 6 }],
			places: [{ name: 'North', n: 6, value: 100, rank: null }],
			// All say the same: nothing can be drawn towards anything.
			rawOrder: null
		});
		const { series } = await view({ metric: 'csat' });
		expect((await view({ definition: series[0]!.definition })).chosen!.metric).toBe('csat');
		expect((await view({ metric: 'ces-ease7' })).chosen).toBeNull();
	});
});
