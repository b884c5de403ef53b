import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { createAnswerServices, placeJourney, type AnswerServices } from './support.ts';

const NOW = new Date('2026-03-31T10:00:00Z');
const at = (day: string) => `${day}T10:00:00Z`;

describe.each(testDatabases())('results ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let other: Person;
	let viewer: Person;
	beforeAll(async () => {
		test = await openTestDb(engine);
		const people = createPeople(test.db);
		({ owner } = await people.workspace());
		({ owner: other } = await people.workspace());
		viewer = await people.member(owner, 'viewer');
		services = createAnswerServices(test.db, () => NOW);
	});
	afterAll(() => test.close());

	/** Three touchpoints in two scenes, each asked the same NPS. */
	async function journey() {
		const placed = await placeJourney(test.db, owner.actor.workspaceId, [2, 1]);
		const codes: string[] = [];
		for (const touchpointId of placed.touchpoints) {
			const { collector } = await services.surveys.ask(owner.actor, {
				journeyId: placed.journeyId,
				touchpointId,
				kind: 'nps',
				channel: 'link'
			});
			codes.push(collector.code);
		}
		const answer = async (code: string, scores: readonly number[], day = '2026-03-20', comment = '') => {
			const rows = scores.map((nps) => ({
				collectorCode: code,
				id: newId(),
				submittedAt: at(day),
				answers: { nps, comment }
			}));
			const { results } = await services.responses.recordBatch(owner.actor, rows);
			expect(results.every(({ status }) => status === 'created')).toBe(true);
		};
		return { ...placed, codes, answer };
	}

	it('adds touchpoints up to scenes and the journey, never averages', async () => {
		const { journeyId, touchpoints, sceneIds, codes, answer } = await journey();
		await answer(codes[0]!, [10, 10, 10, 10, 10, 10]);
		await answer(codes[1]!, [0, 0]);
		await answer(codes[2]!, [9, 8, 7, 6, 5]);
		const results = await services.results.forJourney(viewer.actor, journeyId, {});
		expect(results.window).toEqual({ from: '2026-03-02', to: '2026-03-31', timeZone: 'Europe/Berlin' });
		expect(results.touchpoints[touchpoints[0]!]).toMatchObject([
			{
				metric: 'nps',
				n: 6,
				value: 100,
				high: 100,
				judgement: 'unclear',
				histogram: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6],
				target: 30
			}
		]);
		expect(results.touchpoints[touchpoints[1]!]).toMatchObject([
			{ n: 2, value: null, low: null, high: null, judgement: 'few', strong: false, histogram: [] }
		]);
		expect(results.scenes[sceneIds[0]!]).toMatchObject([{ n: 8, value: 50 }]);
		expect(results.journey).toHaveLength(1);
		expect(results.journey[0]!.n).toBe(13);
		expect(results.journey[0]!.value).toBeCloseTo((100 * (7 - 4)) / 13, 9);
		expect(await services.results.forTouchpoint(viewer.actor, touchpoints[0]!)).toEqual(
			results.touchpoints[touchpoints[0]!]
		);
	});

	it('gives the scenes of many journeys at once, each as its own page has them', async () => {
		const [one, two, empty] = [await journey(), await journey(), await journey()];
		await one.answer(one.codes[0]!, [10, 10, 0, 0, 10, 10]);
		await two.answer(two.codes[0]!, [0, 1, 2, 3, 4, 5, 6]);
		const ids = [one, two, empty].map(({ journeyId }) => journeyId);
		const scenes = await services.results.scenesOf(viewer.actor, ids);
		expect(Object.keys(scenes)).toEqual(ids);
		for (const { journeyId } of [one, two, empty])
			expect(scenes[journeyId]).toEqual((await services.results.forJourney(viewer.actor, journeyId, {})).scenes);
		expect(Object.values(scenes[one.journeyId]!)).not.toEqual([]);
		expect(await services.results.scenesOf(other.actor, [one.journeyId])).toEqual({ [one.journeyId]: {} });
		await expect(services.results.scenesOf(null, [one.journeyId])).rejects.toMatchObject({ status: 401 });
	});

	it('keeps definitions side by side', async () => {
		const { journeyId, touchpoints, codes, answer } = await journey();
		const csat = (await services.surveys.ask(owner.actor, { journeyId, touchpointId: touchpoints[0]!, kind: 'csat' }))
			.collector;
		await answer(codes[0]!, [9, 9, 9, 9, 9]);
		await services.responses.recordBatch(
			owner.actor,
			Array.from({ length: 10 }, (_, i) => ({
				collectorCode: csat.code,
				submittedAt: at('2026-03-21'),
				answers: { csat: i < 8 ? 5 : 1 }
			}))
		);
		const results = await services.results.forJourney(owner.actor, journeyId, {});
		expect(results.journey.map(({ metric, n }) => `${metric} ${n}`).sort()).toEqual(['csat 10', 'nps 5']);
		expect(results.journey.find(({ metric }) => metric === 'csat')).toMatchObject({
			value: 80,
			valueKind: 'share',
			beside: { kind: 'mean', value: 4.2 }
		});
		const only = await services.results.forJourney(owner.actor, journeyId, { metric: 'csat' });
		expect(only.journey.map(({ metric }) => metric)).toEqual(['csat']);
	});

	it('compares with the window before, and calls it a change only when a test says so', async () => {
		const { journeyId, touchpoints, codes, answer } = await journey();
		await answer(
			codes[0]!,
			Array.from({ length: 40 }, () => 3),
			'2026-02-20'
		);
		await answer(
			codes[0]!,
			Array.from({ length: 40 }, () => 10),
			'2026-03-20'
		);
		await answer(codes[1]!, [9, 8, 7, 6, 9], '2026-02-20');
		await answer(codes[1]!, [9, 8, 7, 6, 10], '2026-03-20');
		await answer(codes[2]!, [9, 9], '2026-02-20');
		await answer(codes[2]!, [9, 9, 9, 9, 9], '2026-03-20');
		const { touchpoints: scores } = await services.results.forJourney(owner.actor, journeyId, {});
		expect(scores[touchpoints[0]!]![0]!.change).toMatchObject({ difference: 200, significant: true, n: 40 });
		expect(scores[touchpoints[1]!]![0]!.change).toMatchObject({ difference: 0, significant: false, n: 5 });
		expect(scores[touchpoints[2]!]![0]!.change).toBeUndefined();
		const march = await services.results.forJourney(owner.actor, journeyId, { from: '2026-03-01', to: '2026-03-19' });
		expect(march.journey).toEqual([]);
	});

	it('shows nothing that a filter’s complement would tell', async () => {
		const { journeyId, touchpoints, codes, answer } = await journey();
		await answer(
			codes[0]!,
			Array.from({ length: 20 }, () => 10)
		);
		const qr = (
			await services.surveys.ask(owner.actor, { journeyId, touchpointId: touchpoints[0]!, kind: 'nps', channel: 'qr' })
		).collector;
		await answer(qr.code, [0, 0, 0]);
		const filtered = async (channel: string) =>
			(await services.results.forJourney(owner.actor, journeyId, { channel })).touchpoints[touchpoints[0]!]![0]!;
		expect(await filtered('qr')).toMatchObject({ n: 3, judgement: 'few', value: null });
		expect(await filtered('link')).toMatchObject({ n: 20, judgement: 'few', value: null, histogram: [] });
		await answer(qr.code, [0, 0]);
		expect(await filtered('link')).toMatchObject({ n: 20, value: 100 });
	});

	it('gives every day of a trend, hiding days with few answers', async () => {
		const { touchpoints, journeyId, codes, answer } = await journey();
		await answer(codes[0]!, [10, 10, 10, 10, 10], '2026-03-29');
		await answer(codes[0]!, [0], '2026-03-30');
		const { definition } = (await services.results.forJourney(owner.actor, journeyId, {})).journey[0]!;
		const trend = await services.results.trend(viewer.actor, touchpoints[0]!, definition, {
			from: '2026-03-28',
			to: '2026-03-31'
		});
		expect(trend).toMatchObject({ definition, metric: 'nps', target: 30, window: { timeZone: 'Europe/Berlin' } });
		expect(trend.days.map(({ day, n, value }) => [day, n, value])).toEqual([
			['2026-03-28', 0, null],
			['2026-03-29', 5, 100],
			['2026-03-30', 1, null],
			['2026-03-31', 0, null]
		]);
		await expect(services.results.trend(owner.actor, touchpoints[0]!, newId(), {})).rejects.toMatchObject({
			status: 404
		});
		for (const bad of [
			{ from: '2026-03-02', to: '2026-03-01' },
			{ from: '1900-01-01' },
			{ from: '2026-02-31' },
			{ days: 3 }
		]) {
			await expect(services.results.trend(owner.actor, touchpoints[0]!, definition, bad)).rejects.toMatchObject({
				status: 400
			});
		}
	});

	it('shows comments only when enough people answered, latest first', async () => {
		const { touchpoints, codes, answer } = await journey();
		await answer(codes[0]!, [3], '2026-03-20', 'first');
		await answer(codes[0]!, [9], '2026-03-21', 'second');
		expect(await services.results.comments(viewer.actor, touchpoints[0]!, {})).toEqual({
			items: [],
			hidden: true,
			minN: 5,
			n: 2
		});
		await answer(codes[0]!, [9, 9, 9], '2026-03-19');
		const { items, hidden } = await services.results.comments(viewer.actor, touchpoints[0]!, { limit: 5 });
		expect(hidden).toBe(false);
		expect(items).toMatchObject([
			{
				text: 'second',
				channel: 'link',
				submittedAt: '2026-03-21T10:00:00.000Z',
				scores: [{ metric: 'nps', score: 9 }]
			},
			{ text: 'first', scores: [{ score: 3 }] }
		]);
		expect(await services.results.comments(viewer.actor, touchpoints[1]!, {})).toEqual({
			items: [],
			hidden: false,
			minN: 5,
			n: 0
		});
	});

	it('tells nobody of another workspace', async () => {
		const { journeyId, touchpoints, codes, answer } = await journey();
		await answer(codes[0]!, [10, 10, 10, 10, 10]);
		for (const attempt of [
			() => services.results.forJourney(other.actor, journeyId, {}),
			() => services.results.forTouchpoint(other.actor, touchpoints[0]!),
			() => services.results.comments(other.actor, touchpoints[0]!, {}),
			() => services.results.forJourney(owner.actor, newId(), {})
		]) {
			await expect(attempt()).rejects.toMatchObject({ status: 404 });
		}
		expect(await services.results.journeysOf(other.actor.workspaceId, touchpoints)).toEqual(new Map());
		const all = touchpoints.map((id): [string, string] => [id, journeyId]);
		expect(await services.results.journeysOf(owner.actor.workspaceId, touchpoints)).toEqual(new Map(all));
		await expect(services.results.forJourney(null, journeyId, {})).rejects.toMatchObject({ status: 401 });
	});
});
