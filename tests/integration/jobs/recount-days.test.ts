import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recountSomeDays, unfinishedRecounts } from '../../../server/areas/answers/repo/day-recount.ts';
import { recountDays } from '../../../server/areas/answers/jobs/recount-days.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createIdentity, createPeople, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, totals, type AnswerServices } from '../answers/support.ts';

const NOW = new Date('2026-04-10T10:00:00Z');

describe.each(testDatabases())('another time zone ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let people: ReturnType<typeof createPeople>;
	let workspaces: ReturnType<typeof createIdentity>['workspaces'];
	beforeAll(async () => {
		test = await openTestDb(engine);
		const identity = createIdentity(test.db);
		({ workspaces } = identity);
		people = createPeople(test.db, identity);
		services = createAnswerServices(test.db, () => NOW);
	});
	afterAll(() => test.close());

	async function journeyOf(owner: Person, instants: readonly string[]) {
		const one = await asked(test.db, services, owner);
		const rows = instants.map((submittedAt) => ({
			collectorCode: one.collector.code,
			id: newId(),
			submittedAt,
			answers: { nps: 9 }
		}));
		const { results } = await services.responses.recordBatch(owner.actor, rows);
		expect(results.every(({ status }) => status === 'created')).toBe(true);
		return one;
	}
	const byDay = async (owner: Person, touchpointId: string) => {
		const [score] = await services.results.forTouchpoint(owner.actor, touchpointId);
		const { days } = await services.results.trend(owner.actor, touchpointId, score!.definition, {});
		return Object.fromEntries(days.filter(({ n }) => n > 0).map(({ day, n }) => [day, n]));
	};
	const context = () => ({ system: test.db.system, now: () => NOW });

	it('starts the recount, which puts every answer on its day in the new zone and says when it is done', async () => {
		const { owner } = await people.workspace();
		// In Berlin 1, 2 and 3 April; half hours, and the night in which the clocks went forward (29 March).
		const instants = ['2026-04-01T18:20:00Z', '2026-04-01T18:40:00Z', '2026-04-02T12:00:00Z', '2026-03-29T00:59:00Z'];
		const { touchpointId, journeyId } = await journeyOf(owner, instants);
		expect(await byDay(owner, touchpointId)).toEqual({ '2026-03-29': 1, '2026-04-01': 2, '2026-04-02': 1 });
		expect((await workspaces.get(owner.actor)).recount).toBeNull();
		const changed = await workspaces.update(owner.actor, { timeZone: 'Asia/Kolkata' });
		expect(changed.recount).toMatchObject({ timeZone: 'Asia/Kolkata', finishedAt: null, moved: 0 });
		expect((await services.results.forJourney(owner.actor, journeyId, {})).recounting).toBe(true);

		expect(await recountDays.run(context())).toBe(1);
		// 18:40 in Greenwich is 00:10 in Kolkata; 18:20 is 23:50.
		expect(await byDay(owner, touchpointId)).toEqual({ '2026-03-29': 1, '2026-04-01': 1, '2026-04-02': 2 });
		expect((await workspaces.get(owner.actor)).recount).toMatchObject({ finishedAt: NOW.toISOString(), moved: 1 });
		expect((await services.results.forJourney(owner.actor, journeyId, {})).recounting).toBe(false);
		expect(await services.responses.recount(owner.actor.workspaceId)).toEqual([]);

		await workspaces.update(owner.actor, { timeZone: 'America/New_York' });
		await recountDays.run(context());
		expect(await byDay(owner, touchpointId)).toEqual({ '2026-03-28': 1, '2026-04-01': 2, '2026-04-02': 1 });
		expect(await services.responses.recount(owner.actor.workspaceId)).toEqual([]);
	});

	it('moves answers that are left out without counting them, there and back', async () => {
		const { owner } = await people.workspace();
		const { workspaceId } = owner.actor;
		const { touchpointId, collector } = await journeyOf(owner, ['2026-04-01T18:40:00Z']);
		const scripted = { code: collector.code, language: 'en', answers: { nps: 0 } };
		for (let i = 0; i < 3; i++)
			await services.responses.submit({ ...scripted, responseId: newId() }, { address: '198.51.100.7' });
		await test.db.system
			.updateTable('response')
			.set({ submitted_at: new Date('2026-04-01T18:40:00Z'), day: '2026-04-01' })
			.where('workspace_id', '=', workspaceId)
			.execute();
		await workspaces.update(owner.actor, { timeZone: 'Asia/Kolkata' });
		await recountDays.run(context());
		expect((await workspaces.get(owner.actor)).recount).toMatchObject({ moved: 4 });
		expect(await byDay(owner, touchpointId)).toEqual({ '2026-04-02': 1 });
		expect(await services.responses.recount(workspaceId)).toEqual([]);
		// Taken back in they count on the day that they were moved to.
		await services.marks.decide(owner.actor, touchpointId, { leftOut: false });
		expect(await byDay(owner, touchpointId)).toEqual({ '2026-04-02': 4 });
		expect(await services.responses.recount(workspaceId)).toEqual([]);
	});

	it('goes on where it was cut off, with numbers that agree with the answers at every step', async () => {
		const { owner } = await people.workspace();
		const { workspaceId } = owner.actor;
		const { touchpointId, collector } = await journeyOf(
			owner,
			Array.from({ length: 25 }, (_, at) => `2026-04-0${(at % 5) + 1}T20:00:00Z`)
		);
		await workspaces.update(owner.actor, { timeZone: 'Asia/Shanghai' });
		const step = () => test.db.system.transaction().execute((trx) => recountSomeDays(trx, workspaceId, 10, NOW));
		expect(await step()).toEqual({ moved: 10, more: true });
		expect(await totals(test.db, workspaceId)).toEqual({ raw: 25, counted: 25 });
		// Killed in the middle of a step: nothing of it is there.
		const before = await byDay(owner, touchpointId);
		await expect(
			test.db.system.transaction().execute(async (trx) => {
				await recountSomeDays(trx, workspaceId, 10, NOW);
				throw new Error('killed');
			})
		).rejects.toThrow('killed');
		expect(await byDay(owner, touchpointId)).toEqual(before);
		// Answers go on coming in, and out.
		const row = {
			collectorCode: collector.code,
			id: newId(),
			submittedAt: '2026-04-05T20:00:00Z',
			answers: { nps: 0 }
		};
		await services.responses.record(owner.actor, row);
		await services.responses.remove(owner.actor, row.id);
		expect(await unfinishedRecounts(test.db.system)).toContain(workspaceId);
		expect(await recountDays.run(context())).toBe(15);
		expect(await byDay(owner, touchpointId)).toEqual({
			'2026-04-02': 5,
			'2026-04-03': 5,
			'2026-04-04': 5,
			'2026-04-05': 5,
			'2026-04-06': 5
		});
		expect(await services.responses.recount(workspaceId)).toEqual([]);
		expect(await recountDays.run(context())).toBe(0);
	});

	it('begins again when the zone changes once more, and does nothing when it stays', async () => {
		const { owner } = await people.workspace();
		const { workspaceId } = owner.actor;
		const { touchpointId } = await journeyOf(
			owner,
			Array.from({ length: 12 }, () => '2026-04-01T20:00:00Z')
		);
		await workspaces.update(owner.actor, { timeZone: 'Asia/Shanghai' });
		await test.db.system.transaction().execute((trx) => recountSomeDays(trx, workspaceId, 5, NOW));
		await workspaces.update(owner.actor, { timeZone: 'Europe/Berlin' });
		expect((await workspaces.get(owner.actor)).recount).toMatchObject({ timeZone: 'Europe/Berlin', moved: 0 });
		await recountDays.run(context());
		expect(await byDay(owner, touchpointId)).toEqual({ '2026-04-01': 12 });
		const { recount } = await workspaces.get(owner.actor);
		expect((await workspaces.update(owner.actor, { timeZone: 'Europe/Berlin', name: 'Same' })).recount).toEqual(
			recount
		);
		expect(await services.responses.recount(workspaceId)).toEqual([]);
	});
});
