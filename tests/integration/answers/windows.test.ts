import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, placeJourney, type AnswerServices } from './support.ts';

const NOW = new Date('2026-03-31T10:00:00Z');

describe.each(testDatabases())('days, owners, and what was deleted ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	beforeAll(async () => {
		test = await openTestDb(engine);
		({ owner } = await createPeople(test.db).workspace());
		services = createAnswerServices(test.db, () => NOW);
	});
	afterAll(() => test.close());

	const answer = async (code: string, days: readonly string[], answers: object = { csat: 4 }) => {
		const rows = days.map((day) => ({ collectorCode: code, submittedAt: `${day}T10:00:00Z`, answers }));
		const { results } = await services.responses.recordBatch(owner.actor, rows);
		expect(results.every(({ status }) => status === 'created')).toBe(true);
	};

	it('says where the answers are that a window leaves out, and opens them under "all"', async () => {
		const { journeyId, touchpointId, collector, sceneIds } = await asked(test.db, services, owner, 'csat');
		await answer(collector.code, ['2015-02-17', '2015-02-18', '2015-03-31', '2015-04-01', '2015-04-02', '2015-04-02']);
		const now = await services.results.forJourney(owner.actor, journeyId, {});
		expect(now).toMatchObject({
			touchpoints: {},
			journey: [],
			answered: { from: '2015-02-17', to: '2015-04-02' },
			metrics: ['csat'],
			outside: { [touchpointId]: [{ metric: 'csat', before: 6, after: 0 }] }
		});
		const all = await services.results.forJourney(owner.actor, journeyId, { period: 'all' });
		expect(all.window).toMatchObject({ from: '2015-02-17', to: '2026-03-31' });
		expect(all.scenes[sceneIds[0]!]).toMatchObject([{ metric: 'csat', n: 6 }]);
		expect(all.outside).toEqual({});
		const march = await services.results.forJourney(owner.actor, journeyId, { from: '2015-03-01', to: '2015-03-31' });
		expect(march.outside[touchpointId]).toEqual([{ metric: 'csat', before: 2, after: 3 }]);
		// Days that are given win over the name.
		const both = { from: '2015-03-01', to: '2015-03-31', period: 'all' };
		expect((await services.results.forJourney(owner.actor, journeyId, both)).window.from).toBe('2015-03-01');
		expect(await services.results.answeredOf(owner.actor, [journeyId])).toEqual({
			[journeyId]: { from: '2015-02-17', to: '2015-04-02', before: 6, after: 0 }
		});
		const { definition } = all.journey[0]!;
		const trend = await services.results.trend(owner.actor, touchpointId, definition, { period: 'all' });
		expect(trend.step).toBe('month');
		expect(trend.days.filter(({ n }) => n > 0).map(({ day, n }) => [day, n])).toEqual([
			['2015-02-17', 2],
			['2015-03-01', 1],
			['2015-04-01', 3]
		]);
		// What was taken out again is nowhere.
		const { items } = await services.responses.list(owner.actor, { touchpointId });
		for (const { id } of items) await services.responses.remove(owner.actor, id);
		const none = await services.results.forJourney(owner.actor, journeyId, { period: 'all' });
		expect(none).toMatchObject({ answered: null, metrics: [], outside: {}, window: { from: '2026-03-31' } });
	});

	it('adds up what a department owns: its touchpoints, and those of its scenes that have no owner of their own', async () => {
		const placed = await placeJourney(test.db, owner.actor.workspaceId, [2, 1]);
		const [sales, care] = [newId(), newId()];
		const codes: string[] = [];
		for (const touchpointId of placed.touchpoints) {
			const { journeyId } = placed;
			const { collector } = await services.surveys.ask(owner.actor, { journeyId, touchpointId, kind: 'csat' });
			codes.push(collector.code);
			await answer(collector.code, Array(6).fill('2026-03-20'));
		}
		const own = (table: 'scene' | 'touchpoint', id: string, department_id: string) =>
			test.db.system.updateTable(table).set({ department_id }).where('id', '=', id).execute();
		await own('scene', placed.sceneIds[0]!, sales);
		await own('touchpoint', placed.touchpoints[1]!, care);
		const ns = async (departments?: string | string[]) => {
			const { scenes, journey, touchpoints } = await services.results.forJourney(owner.actor, placed.journeyId, {
				...(departments && { departments })
			});
			return [
				Object.keys(touchpoints).length,
				...placed.sceneIds.map((id) => scenes[id]?.[0]?.n ?? 0),
				journey[0]?.n ?? 0
			];
		};
		expect(await ns()).toEqual([3, 12, 6, 18]);
		expect(await ns([sales])).toEqual([3, 6, 0, 6]);
		expect(await ns(`${sales},${care}`)).toEqual([3, 12, 0, 12]);
		expect(await ns([newId()])).toEqual([3, 0, 0, 0]);
		await expect(ns('nobody')).rejects.toMatchObject({ status: 400 });
	});

	it('knows touchpoints of a deleted journey as little as the journey', async () => {
		const gone = await asked(test.db, services, owner, 'csat');
		await answer(gone.collector.code, Array(6).fill('2026-03-20'));
		const { journeyId, touchpointId } = gone;
		const { definition } = (await services.results.forTouchpoint(owner.actor, touchpointId))[0]!;
		const deleted = (deleted_at: Date | null) =>
			test.db.system.updateTable('journey').set({ deleted_at }).where('id', '=', journeyId).execute();
		const attempts = {
			results: () => services.results.forTouchpoint(owner.actor, touchpointId),
			trend: () => services.results.trend(owner.actor, touchpointId, definition, {}),
			comments: () => services.results.comments(owner.actor, touchpointId, {}),
			ask: () => services.surveys.ask(owner.actor, { journeyId, touchpointId, kind: 'nps' })
		};
		await deleted(NOW);
		for (const [name, attempt] of Object.entries(attempts))
			await expect(attempt(), name).rejects.toMatchObject({ status: 404 });
		await expect(
			services.collectors.create(owner.actor, { surveyId: gone.survey.id, touchpointId, channel: 'link' })
		).rejects.toMatchObject({ status: 400, issues: [{ code: 'unknown', path: ['touchpointId'] }] });
		expect(await services.collectors.list(owner.actor, { journeyId })).toEqual([]);
		expect((await services.responses.list(owner.actor, { journeyId })).items).toEqual([]);
		expect(await services.results.journeysOf(owner.actor.workspaceId, [touchpointId])).toEqual(new Map());
		expect(await services.results.scenesOf(owner.actor, [journeyId])).toEqual({ [journeyId]: {} });
		expect(await services.results.answeredOf(owner.actor, [journeyId])).toEqual({ [journeyId]: null });
		// Nor does anybody give answers that nobody will read.
		const form = () => services.responses.form(gone.collector.code);
		expect(await form()).toMatchObject({ gone: 'closed' });
		// Brought back, everything stands as it was.
		await deleted(null);
		expect(await form()).not.toHaveProperty('gone');
		for (const [name, attempt] of Object.entries(attempts)) await expect(attempt(), name).resolves.toBeDefined();
		expect(await services.collectors.list(owner.actor, { journeyId })).toHaveLength(2);
	});

	it('knows a touchpoint that was taken from its map as little, and again once it is back', async () => {
		const { journeyId, touchpointId, collector } = await asked(test.db, services, owner, 'csat');
		await answer(collector.code, Array(6).fill('2026-03-20'));
		const taken = (deleted_at: Date | null) =>
			test.db.system.updateTable('touchpoint').set({ deleted_at }).where('id', '=', touchpointId).execute();
		await taken(NOW);
		await expect(services.results.comments(owner.actor, touchpointId, {})).rejects.toMatchObject({ status: 404 });
		const without = await services.results.forJourney(owner.actor, journeyId, {});
		expect([without.journey, without.outside, without.answered]).toEqual([[], {}, null]);
		await taken(null);
		expect((await services.results.forJourney(owner.actor, journeyId, {})).journey).toMatchObject([{ n: 6 }]);
	});
});
