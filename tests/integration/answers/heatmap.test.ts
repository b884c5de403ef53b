import { addDays } from '#domain/shared/days.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMetricSettings } from '../../../server/areas/results/settings.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { createAnswerServices, placeJourney, type AnswerServices } from './support.ts';

const NOW = new Date('2026-03-31T10:00:00Z');

describe.each(testDatabases())('the heatmap ($name)', (engine) => {
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

	/** A journey with so many touchpoints in each scene, each asked for satisfaction. */
	async function journey(scenes: readonly number[]) {
		const placed = await placeJourney(test.db, owner.actor.workspaceId, scenes);
		const codes: string[] = [];
		for (const touchpointId of placed.touchpoints) {
			const { collector } = await services.surveys.ask(owner.actor, {
				journeyId: placed.journeyId,
				touchpointId,
				kind: 'csat',
				channel: 'link'
			});
			codes.push(collector.code);
		}
		const answer = async (at: number, scores: readonly number[], day = '2026-03-20') => {
			const rows = scores.map((csat) => ({
				collectorCode: codes[at]!,
				id: newId(),
				submittedAt: `${day}T10:00:00Z`,
				answers: { csat, comment: `said ${csat}` }
			}));
			const { results } = await services.responses.recordBatch(owner.actor, rows);
			expect(results.every(({ status }) => status === 'created')).toBe(true);
		};
		return { ...placed, answer };
	}
	const many = (score: number, count: number) => Array.from({ length: count }, () => score);
	const sceneIn = async (id: string, input: object = {}) =>
		(await services.results.heatmap(viewer.actor, input)).journeys
			.flatMap(({ scenes }) => scenes)
			.find((scene) => scene.id === id);

	it('has every journey with its scenes in order, and the same sums as their maps', async () => {
		const one = await journey([2, 1, 0]);
		await one.answer(0, [5, 5, 4, 1, 2]);
		await one.answer(1, [5, 5]);
		await one.answer(2, [1, 1]);
		const view = await services.results.heatmap(viewer.actor, {});
		expect(view).toMatchObject({ minN: 5, rankN: 30, more: false, metrics: ['csat'] });
		expect(view.window).toEqual({ from: '2026-03-02', to: '2026-03-31', timeZone: 'Europe/Berlin' });
		expect(view.before).toEqual({ from: '2026-01-31', to: '2026-03-01' });
		const row = view.journeys.find(({ id }) => id === one.journeyId)!;
		expect(row.scenes.map(({ id }) => id)).toEqual(one.sceneIds);
		expect(row.scenes.map(({ touchpoints }) => touchpoints)).toEqual([2, 1, 0]);
		expect(row.scenes.map(({ scores }) => scores.map(({ n, value }) => [n, value]))).toEqual([
			[[7, (100 * 5) / 7]],
			[[2, null]],
			[]
		]);
		expect((await services.results.heatmap(other.actor, {})).journeys).toEqual([]);
		await expect(services.results.heatmap(null, {})).rejects.toMatchObject({ status: 401 });
		await expect(
			services.results.heatmap(viewer.actor, { from: '2026-03-02', to: '2026-03-01' })
		).rejects.toMatchObject({
			status: 400
		});
	});

	it('measures changes against the days before, or against the same days a year ago', async () => {
		const one = await journey([1]);
		await one.answer(0, many(1, 40));
		await one.answer(0, many(5, 40), '2026-02-20');
		await one.answer(0, many(1, 40), '2025-03-20');
		const id = one.sceneIds[0]!;
		expect((await sceneIn(id))!.scores[0]!.change).toMatchObject({ difference: -100, significant: true });
		const year = await services.results.heatmap(viewer.actor, { compare: 'year' });
		expect(year.before).toEqual({ from: '2025-03-02', to: '2025-03-31' });
		expect((await sceneIn(id, { compare: 'year' }))!.scores[0]!.change).toMatchObject({
			difference: 0,
			significant: false
		});
		const leap = { from: '2024-02-29', to: '2024-02-29', compare: 'year' };
		expect((await services.results.heatmap(viewer.actor, leap)).before).toEqual({
			from: '2023-02-28',
			to: '2023-02-28'
		});
	});

	it('colours a scene only where it stands among all that are shown', async () => {
		// 15 of 24 against a target of 80 %: p = 0.04 by itself.
		const doubtful = [...many(5, 15), ...many(1, 9)];
		const one = await journey([1]);
		await one.answer(0, doubtful);
		const alone = await services.results.forJourney(viewer.actor, one.journeyId, {});
		expect(alone.scenes[one.sceneIds[0]!]![0]!.judgement).toBe('bad');
		const quiet = await journey(many(1, 12));
		for (let at = 0; at < 12; at++) await quiet.answer(at, [...many(5, 16), ...many(1, 4)]);
		expect((await sceneIn(one.sceneIds[0]!))!.scores[0]!).toMatchObject({ judgement: 'unclear', strong: false });
	});

	it('says in one line what it says first: the worst scene, or that none is clear', async () => {
		const people = createPeople(test.db);
		const { owner: alone } = await people.workspace();
		const own = createAnswerServices(test.db, () => NOW);
		const none = { answered: 0, bad: 0, rankN: 30, worst: null };
		expect(await own.results.headline(alone.actor)).toMatchObject(none);
		const placed = await placeJourney(test.db, alone.actor.workspaceId, [1, 1, 1]);
		const answer = async (at: number, scores: readonly number[]) => {
			const { collector } = await own.surveys.ask(alone.actor, {
				...{ journeyId: placed.journeyId, touchpointId: placed.touchpoints[at]! },
				...{ kind: 'csat', channel: 'link' }
			});
			const rows = scores.map((csat) => ({
				...{ collectorCode: collector.code, id: newId(), submittedAt: '2026-03-20T10:00:00Z' },
				answers: { csat }
			}));
			await own.responses.recordBatch(alone.actor, rows);
		};
		// Far below, of too few to be called the worst; on target; nobody.
		await answer(0, many(1, 29));
		await answer(1, [...many(5, 32), ...many(1, 8)]);
		expect(await own.results.headline(alone.actor)).toMatchObject({ answered: 2, bad: 1, worst: null });
		await answer(2, [...many(5, 30), ...many(1, 30)]);
		const said = await own.results.headline(alone.actor);
		expect(said).toMatchObject({
			...{ answered: 3, bad: 2 },
			worst: { sceneId: placed.sceneIds[2], score: { n: 60, value: 50, judgement: 'bad' } }
		});
		const view = await own.results.heatmap(alone.actor, {});
		const [row] = view.journeys;
		expect(said.window).toEqual(view.window);
		expect(said.worst).toMatchObject({ journey: row!.title, scene: row!.scenes[2]!.title });
		expect(said.worst!.score).toEqual(row!.scenes[2]!.scores[0]);
		await expect(own.results.headline(null)).rejects.toMatchObject({ status: 401 });
		// An archived journey is worked on by nobody.
		await test.db.system
			.updateTable('journey')
			.set({ status: 'archived' })
			.where('id', '=', placed.journeyId)
			.execute();
		expect(await own.results.headline(alone.actor)).toMatchObject(none);
	});

	it('looks at one scene as its map does', async () => {
		const one = await journey([2, 1]);
		await one.answer(0, [1, 1, 2, 5, 5, 4]);
		await one.answer(1, [1, 1]);
		await one.answer(2, many(5, 9));
		const map = await services.results.forJourney(viewer.actor, one.journeyId, {});
		const parts = (await services.results.sceneParts(viewer.actor, one.sceneIds[0]!, {}))!;
		expect(parts.map(({ id }) => id)).toEqual(one.touchpoints.slice(0, 2));
		for (const { id, scores } of parts) expect(scores).toEqual(map.touchpoints[id]);
		// In charge: the scene's department, unless a touchpoint has its own.
		expect(parts.map(({ departmentId }) => departmentId)).toEqual([null, null]);
		const [ofScene, own] = [newId(), newId()];
		const { system } = test.db;
		await system.updateTable('scene').set({ department_id: ofScene }).where('id', '=', one.sceneIds[0]!).execute();
		await system.updateTable('touchpoint').set({ department_id: own }).where('id', '=', one.touchpoints[1]!).execute();
		const owned = (await services.results.sceneParts(viewer.actor, one.sceneIds[0]!, {}))!;
		expect(owned.map(({ departmentId }) => departmentId)).toEqual([ofScene, own]);
		expect(await services.results.sceneParts(other.actor, one.sceneIds[0]!, {})).toBeNull();
		expect(await services.results.sceneParts(viewer.actor, 'nothing', {})).toBeNull();
		expect(await services.results.sceneParts(viewer.actor, one.sceneIds[0]!, { departments: newId() })).toBeNull();
	});

	it('looks at one touchpoint: its numbers, their days and what was written, all of the same answers', async () => {
		const one = await journey([2]);
		const id = one.touchpoints[0]!;
		await one.answer(0, [1, 1, 2, 5, 5, 4]);
		await one.answer(0, many(5, 7), '2026-02-20');
		await one.answer(1, [1, 1]);
		const closer = (await services.results.closerLook(viewer.actor, id, {}))!;
		expect(closer).toMatchObject({ id, journeyId: one.journeyId });
		expect(closer.scores).toMatchObject([{ metric: 'csat', n: 6, value: 50, change: { n: 7 } }]);
		// By week: of so few answers no day has enough.
		expect(closer.trend!.days.filter(({ n }) => n > 0)).toMatchObject([{ day: '2026-03-16', n: 6, value: 50 }]);
		expect(closer.comments.items).toHaveLength(6);
		// Who answers for it: the department on the map, until somebody is named for the metric.
		expect(closer.owner).toBeNull();
		const settings = createMetricSettings({ db: test.db, now: () => NOW });
		const [metric] = (await settings.get(owner.actor, 'touchpoint', id)).metrics;
		await settings.set(owner.actor, 'touchpoint', id, {
			...{ metric: metric!.metric, scale: metric!.scale, revision: 0, target: null, margin: null, leads: false },
			owner: { kind: 'member', id: owner.actor.userId }
		});
		expect((await services.results.closerLook(viewer.actor, id, {}))!.owner).toMatchObject({
			kind: 'member',
			id: owner.actor.userId,
			name: expect.any(String)
		});
		const before = await services.results.closerLook(viewer.actor, id, { from: '2026-02-01', to: '2026-02-28' });
		expect(before!.comments.items.map(({ text }) => text)).toEqual(many(5, 7).map(() => 'said 5'));
		// What fewer than five said stays with them.
		const few = (await services.results.closerLook(viewer.actor, one.touchpoints[1]!, {}))!;
		expect(few.comments).toEqual({ items: [], hidden: true, minN: 5, n: 2 });
		expect(few.scores).toMatchObject([{ n: 2, value: null, histogram: [] }]);
		expect(await services.results.closerLook(viewer.actor, id, { metric: 'nps' })).toMatchObject({
			scores: [],
			trend: null
		});
		expect(await services.results.closerLook(other.actor, id, {})).toBeNull();
		expect(await services.results.closerLook(viewer.actor, 'nothing', {})).toBeNull();
	});

	it('says which scenes moved, and by which place, or that only the mix did', async () => {
		const people = createPeople(test.db);
		const { owner: here } = await people.workspace();
		const services = createAnswerServices(test.db, () => NOW);
		const placed = await placeJourney(test.db, here.actor.workspaceId, [1, 1, 1]);
		const codes = new Map<string, string>();
		for (const [at, touchpointId] of placed.touchpoints.entries()) {
			const { collector } = await services.surveys.ask(here.actor, {
				journeyId: placed.journeyId,
				touchpointId,
				kind: 'csat',
				channel: 'qr'
			});
			for (const name of ['North', 'South']) {
				const { surveyId } = collector;
				const code = await services.collectors.create(here.actor, { surveyId, touchpointId, channel: 'qr', name });
				codes.set(`${at} ${name}`, code.code);
			}
		}
		const answer = async (at: number, place: string, month: string, good: number, bad: number) => {
			const rows = [...many(5, good), ...many(1, bad)].map((csat) => ({
				collectorCode: codes.get(`${at} ${place}`)!,
				id: newId(),
				submittedAt: `2026-${month}-15T10:00:00Z`,
				answers: { csat }
			}));
			const { results } = await services.responses.recordBatch(here.actor, rows);
			expect(results.every(({ status }) => status === 'created')).toBe(true);
		};
		// One place fell; only the mix changed; nothing changed.
		await answer(0, 'North', '02', 80, 20);
		await answer(0, 'North', '03', 20, 80);
		await answer(0, 'South', '02', 80, 20);
		await answer(0, 'South', '03', 82, 18);
		await answer(1, 'North', '02', 90, 10);
		await answer(1, 'North', '03', 18, 2);
		await answer(1, 'South', '02', 6, 14);
		await answer(1, 'South', '03', 30, 70);
		await answer(2, 'North', '02', 50, 50);
		await answer(2, 'North', '03', 50, 50);
		const { moved } = await services.results.heatmap(here.actor, {});
		expect(moved).toMatchObject({ looked: 3, found: 2, detectable: null });
		expect(moved.items.map(({ scene, better }) => [scene, better])).toEqual([
			[placed.sceneIds[1], false],
			[placed.sceneIds[0], false]
		]);
		expect(moved.items[1]).toMatchObject({
			metric: 'csat',
			before: 80,
			after: 51,
			nBefore: 200,
			nAfter: 200,
			cause: {
				kind: 'slice',
				dimension: 'place',
				slice: { name: 'North', nBefore: 100, nAfter: 100 },
				among: { names: ['North'], of: 2, nBefore: 100, nAfter: 100 }
			},
			// Between the two days with answers lie four weeks.
			since: null
		});
		expect(moved.items[0]!.cause).toMatchObject({ kind: 'mix', dimension: 'place' });
		// Under a filter nothing tells the answers apart any further.
		const filtered = await services.results.heatmap(here.actor, { channel: 'qr' });
		expect(filtered.moved.items.map(({ cause }) => cause)).toEqual([null, null]);
		const quiet = await services.results.heatmap(here.actor, { from: '2026-03-01', to: '2026-03-31', compare: 'year' });
		expect(quiet.moved).toEqual({ looked: 0, found: 0, items: [], detectable: null });
	});

	it('says since which day, where answers of every day tell it', async () => {
		const one = await journey([2]);
		for (let at = 0; at < 60; at++) {
			const day = addDays('2026-01-31', at);
			await one.answer(at % 2, day < '2026-03-10' ? [5, 5, 5, 5, 5, 5, 5, 1] : [1, 1, 1, 1, 1, 1, 1, 5], day);
		}
		const since = async (input: object = {}) =>
			(await services.results.heatmap(viewer.actor, input)).moved.items.find(({ scene }) => scene === one.sceneIds[0])
				?.since;
		expect(await since()).toEqual({ day: '2026-03-10', from: '2026-03-10', to: '2026-03-10' });
		expect(await since({ channel: 'link' })).toMatchObject({ day: '2026-03-10' });
	});

	it('says how large a change would have been seen where nothing moved', async () => {
		const { owner: here } = await createPeople(test.db).workspace();
		const placed = await placeJourney(test.db, here.actor.workspaceId, [1]);
		const { collector } = await services.surveys.ask(here.actor, {
			journeyId: placed.journeyId,
			touchpointId: placed.touchpoints[0]!,
			kind: 'csat',
			channel: 'link'
		});
		for (const day of ['2026-02-15', '2026-03-15']) {
			const rows = [...many(5, 50), ...many(1, 50)].map((csat) => ({
				collectorCode: collector.code,
				submittedAt: `${day}T10:00:00Z`,
				answers: { csat }
			}));
			await services.responses.recordBatch(here.actor, rows);
		}
		const { moved } = await services.results.heatmap(here.actor, {});
		expect(moved).toMatchObject({
			looked: 1,
			found: 0,
			items: [],
			detectable: { scene: placed.sceneIds[0], nAfter: 100 }
		});
		// 2.8 · 50 points · √(2 / 100)
		expect(moved.detectable!.difference).toBeCloseTo(19.8, 0);
	});
});
