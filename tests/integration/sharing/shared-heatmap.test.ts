import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSharedResults, type SharedAsked } from '../../../server/areas/results/shared-heatmap.ts';
import { limitsOf, withinLink } from '../../../server/areas/sharing/within-link.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { createAnswerServices, placeJourney, type AnswerServices } from '../answers/support.ts';

const NOW = new Date('2026-03-31T10:00:00Z');

describe.each(testDatabases())('what strangers see of the heatmap ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let people: ReturnType<typeof createPeople>;
	let owner: Person;
	beforeAll(async () => {
		test = await openTestDb(engine);
		people = createPeople(test.db);
		services = createAnswerServices(test.db, () => NOW);
	});
	afterAll(() => test.close());
	beforeEach(async () => {
		({ owner } = await people.workspace());
	});

	async function journey(scenes: readonly number[]) {
		const placed = await placeJourney(test.db, owner.actor.workspaceId, scenes);
		const codes = new Map<string, string>();
		const ask = async (at: number, channel: 'link' | 'qr') => {
			const touchpointId = placed.touchpoints[at]!;
			const { collector } = await services.surveys.ask(owner.actor, {
				journeyId: placed.journeyId,
				touchpointId,
				kind: 'csat',
				channel: 'link'
			});
			codes.set(`${at} link`, collector.code);
			const qr = await services.collectors.create(owner.actor, {
				surveyId: collector.surveyId,
				touchpointId,
				channel: 'qr'
			});
			codes.set(`${at} qr`, qr.code);
			return codes.get(`${at} ${channel}`)!;
		};
		const answer = async (
			at: number,
			n: number,
			{ day = '2026-03-20', channel = 'link' as 'link' | 'qr', language = 'en' } = {}
		) => {
			const code = codes.get(`${at} ${channel}`) ?? (await ask(at, channel));
			const rows = Array.from({ length: n }, () => ({
				collectorCode: code,
				id: newId(),
				submittedAt: `${day}T10:00:00Z`,
				language,
				answers: { csat: 5, comment: 'in my own words' }
			}));
			const { results } = await services.responses.recordBatch(owner.actor, rows);
			expect(results.every(({ status }) => status === 'created')).toBe(true);
		};
		return { ...placed, answer };
	}

	const shared = () => createSharedResults({ db: test.db, now: () => NOW });
	const look = (filter: SharedAsked['filter'], sceneId: string | null = null, more: Partial<SharedAsked> = {}) =>
		shared().heatmap(owner.actor.workspaceId, { filter, own: null, begins: '30', journeys: null, ...more }, sceneId);
	const cell = async (sceneId: string, filter: SharedAsked['filter'], more: Partial<SharedAsked> = {}) => {
		const { view } = await look(filter, null, more);
		const scene = view.journeys.flatMap(({ scenes }) => scenes).find(({ id }) => id === sceneId);
		return scene?.scores.map(({ n, value }) => [n, value]);
	};

	it('is as colleagues see it where there are many', async () => {
		const one = await journey([2, 0]);
		await one.answer(0, 20);
		await one.answer(1, 10);
		expect(await cell(one.sceneIds[0]!, { period: '30' })).toEqual([[30, 100]]);
		const { view, touchpoints } = await look({ period: '30' }, one.sceneIds[0]!);
		expect(touchpoints!.map(({ scores }) => scores[0]!.n)).toEqual([20, 10]);
		expect(JSON.stringify({ view, touchpoints })).not.toContain('in my own words');
		expect((await look({}, newId())).touchpoints).toBeNull();
	});

	it('shows no value of fewer than five, however small the minimum of the workspace', async () => {
		await test.db.system
			.updateTable('workspace')
			.set({ min_n: 1 })
			.where('workspace_id', '=', owner.actor.workspaceId)
			.execute();
		const one = await journey([1]);
		await one.answer(0, 4);
		expect(await cell(one.sceneIds[0]!, { period: '30' })).toEqual([[4, null]]);
		await one.answer(0, 1);
		expect(await cell(one.sceneIds[0]!, { period: '30' })).toEqual([[5, 100]]);
	});

	it('leaves a touchpoint of a few out of its scene: the sum less the others would tell', async () => {
		const one = await journey([2]);
		await one.answer(0, 20);
		await one.answer(1, 3);
		expect(await cell(one.sceneIds[0]!, { period: '30' })).toEqual([[20, 100]]);
		const { touchpoints } = await look({ period: '30' }, one.sceneIds[0]!);
		expect(touchpoints!.map(({ scores }) => [scores[0]!.n, scores[0]!.value])).toEqual([
			[20, 100],
			[3, null]
		]);
	});

	it('adds up no scene of touchpoints that are all of a few', async () => {
		const one = await journey([6]);
		for (let at = 0; at < 6; at++) await one.answer(at, 3);
		expect(await cell(one.sceneIds[0]!, { period: '30' })).toEqual([[18, null]]);
	});

	it('shows no period that differs from another by a few', async () => {
		const one = await journey([1]);
		await one.answer(0, 40, { day: '2026-03-30' });
		await one.answer(0, 3, { day: '2026-03-10' });
		const scene = one.sceneIds[0]!;
		// 30 days less 7 would be the three.
		expect(await cell(scene, { period: '7' })).toEqual([[40, null]]);
		expect(await cell(scene, { period: '30' })).toEqual([[43, 100]]);
		expect(await cell(scene, { period: 'all' })).toEqual([[43, 100]]);
		await one.answer(0, 2, { day: '2026-03-10' });
		expect(await cell(scene, { period: '7' })).toEqual([[40, 100]]);
	});

	it('counts days of the link’s own among the periods', async () => {
		const one = await journey([1]);
		await one.answer(0, 40, { day: '2026-03-30' });
		await one.answer(0, 3, { day: '2026-03-25' });
		const own = { from: '2026-03-26', to: '2026-03-31' };
		// What the link begins with goes before.
		expect(await cell(one.sceneIds[0]!, own, { own })).toEqual([[40, 100]]);
		expect(await cell(one.sceneIds[0]!, { period: '7' }, { own })).toEqual([[43, null]]);
	});

	it('shows no channel and no language where another one has a few', async () => {
		const one = await journey([1]);
		await one.answer(0, 40);
		await one.answer(0, 3, { channel: 'qr', language: 'zh-CN' });
		const scene = one.sceneIds[0]!;
		expect(await cell(scene, { period: '30' })).toEqual([[43, 100]]);
		expect(await cell(scene, { period: '30', channel: 'link' })).toEqual([[40, null]]);
		expect(await cell(scene, { period: '30', language: 'en' })).toEqual([[40, null]]);
		await one.answer(0, 2, { channel: 'qr', language: 'zh-CN' });
		expect(await cell(scene, { period: '30', channel: 'link' })).toEqual([[40, 100]]);
		expect(await cell(scene, { period: '30', language: 'zh-CN' })).toEqual([[5, 100]]);
	});

	it('adds up departments of touchpoints that are shown themselves', async () => {
		const one = await journey([3]);
		await one.answer(0, 20);
		await one.answer(1, 3);
		await one.answer(2, 10);
		const asked = { filter: { period: '30' as const }, own: null, begins: '30' as const, journeys: null };
		const { departments, minN } = await shared().departments(owner.actor.workspaceId, asked);
		expect(minN).toBe(5);
		expect(departments.map(({ id, scores }) => [id, scores.map(({ n, value }) => [n, value])])).toEqual([
			[null, [[30, 100]]]
		]);
		const none = await shared().departments(owner.actor.workspaceId, { ...asked, journeys: [newId()] });
		expect(none.departments).toEqual([]);
	});

	it('stays within a place, and tells no few of it by its periods', async () => {
		const one = await journey([1]);
		await one.answer(0, 20);
		const [scene, touchpointId] = [one.sceneIds[0]!, one.touchpoints[0]!];
		const listed = await services.collectors.list(owner.actor, { touchpointId });
		const { surveyId } = listed[0]!;
		const at = async (name: string, n: number, day: string) => {
			const { code } = await services.collectors.create(owner.actor, { surveyId, touchpointId, channel: 'qr', name });
			await services.responses.recordBatch(
				owner.actor,
				Array.from({ length: n }, () => ({
					collectorCode: code,
					id: newId(),
					submittedAt: `${day}T10:00:00Z`,
					language: 'en',
					answers: { csat: 5 }
				}))
			);
		};
		await at('Mill Road', 40, '2026-03-30');
		await at('Long Lane', 9, '2026-03-30');
		await at('Long Lane', 3, '2026-03-10');
		expect(await cell(scene, { period: '7', place: 'Mill Road' })).toEqual([[40, 100]]);
		expect(await cell(scene, { period: '30', place: 'Mill Road' })).toEqual([[40, 100]]);
		// Thirty days less seven would be the three.
		expect(await cell(scene, { period: '30', place: 'Long Lane' })).toEqual([[12, 100]]);
		expect(await cell(scene, { period: '7', place: 'Long Lane' })).toEqual([[9, null]]);
		expect(await cell(scene, { period: '30', place: 'Nowhere' })).toEqual([]);
	});

	it('stays within the journeys and the department of the link', async () => {
		const [one, two] = [await journey([1]), await journey([1])];
		await one.answer(0, 20);
		await two.answer(0, 20);
		const { view } = await look({}, null, { journeys: [one.journeyId] });
		expect(view.journeys.map(({ id }) => id)).toEqual([one.journeyId]);
		expect((await look({}, two.sceneIds[0]!, { journeys: [one.journeyId] })).touchpoints).toBeNull();
		// Nobody owns these.
		expect((await look({ departments: [newId()] })).view.journeys).toEqual([]);
	});

	it('asks for whole periods only, and for nothing beyond the link', () => {
		const shown = { period: '30' as const, channel: 'link' as const, seconds: 20 };
		expect(withinLink(shown, { channel: 'qr', language: 'en', period: '7' })).toEqual({ period: '7', channel: 'link' });
		expect(withinLink({ seconds: 20 }, { period: null })).toEqual({});
		const placed = { seconds: 20, place: 'Mill Road' };
		expect(withinLink(placed, { channel: 'qr', language: 'en', period: '7' })).toEqual({
			period: '7',
			place: 'Mill Road'
		});
		const departments = [
			{ id: 'a', parent_id: null },
			{ id: 'b', parent_id: 'a' },
			{ id: 'c', parent_id: null }
		];
		expect(limitsOf({ seconds: 20, department: 'a' }, departments).departments).toEqual(['a', 'b']);
		expect(limitsOf({ seconds: 20, department: 'gone' }, departments).departments).toEqual(['gone']);
	});
});
