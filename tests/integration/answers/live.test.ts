import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Actor } from '#domain/access/index.ts';
import { createBus, createListener, type Bus, type Listener } from '../../../server/bus/index.ts';
import { markDeleted } from '../../../server/areas/journeys/repo/journeys.ts';
import { createLive, type ScoreEvent } from '../../../server/areas/results/live.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, placeJourney, type AnswerServices } from './support.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe.each(testDatabases())('live numbers ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let bus: Bus;
	let listener: Listener;
	let live: ReturnType<typeof createLive>;
	let owner: Person;
	let other: Person;
	let viewer: Person;
	beforeAll(async () => {
		test = await openTestDb(engine);
		const people = createPeople(test.db);
		({ owner } = await people.workspace());
		({ owner: other } = await people.workspace());
		viewer = await people.member(owner, 'viewer');
		services = createAnswerServices(test.db);
		listener = createListener({ createClient: () => test.db.createClient('test listener'), log: silent });
		bus = createBus({ listener, query: test.db.query });
		await listener.start();
		live = createLive({ db: test.db, bus, results: services.results, log: silent, newId });
	});
	afterAll(async () => {
		live.close();
		await listener.stop();
		await test.close();
	});
	const leaves: (() => void)[] = [];
	afterEach(() => leaves.splice(0).forEach((leave) => leave()));

	async function watch(who: Person, journeyId: string, recheck: () => Promise<Actor | null> = async () => who.actor) {
		const heard: { event: ScoreEvent; at: number }[] = [];
		const end = vi.fn();
		leaves.push(
			await live.watch(who.actor, journeyId, {
				score: (event) => heard.push({ event, at: performance.now() }),
				end,
				recheck
			})
		);
		return { heard, end };
	}

	it('tells every board of the journey within a second, and none of another', async () => {
		const { page, journeyId, touchpointId } = await asked(test.db, services, owner);
		const elsewhere = await placeJourney(test.db, owner.actor.workspaceId);
		const [one, two, away] = [
			await watch(owner, journeyId),
			await watch(viewer, journeyId),
			await watch(owner, elsewhere.journeyId)
		];
		const sent = performance.now();
		await services.responses.submit(page({ nps: 9 }));
		await vi.waitFor(() => expect(one.heard.length + two.heard.length).toBe(2));
		expect(one.heard[0]!.at - sent).toBeLessThan(1000);
		expect(one.heard[0]!.event).toMatchObject({ touchpointId, scores: [{ metric: 'nps', n: 1, judgement: 'few' }] });
		expect(two.heard[0]!.event).toEqual(one.heard[0]!.event);
		expect(away.heard).toEqual([]);
	});

	it('gathers a burst, and the last event has all of it', async () => {
		const { page, journeyId } = await asked(test.db, services, owner);
		const { heard } = await watch(owner, journeyId);
		for (let at = 0; at < 60; at++) await services.responses.submit(page({ nps: 9 }));
		await vi.waitFor(() => expect(heard.at(-1)?.event.scores[0]!.n).toBe(60), { timeout: 5000 });
		expect(heard.length).toBeLessThan(30);
	});

	it('ends within a second when access is taken away, and only then', async () => {
		const { journeyId } = await asked(test.db, services, owner);
		let still: Actor | null = viewer.actor;
		const theirs = await watch(viewer, journeyId, async () => still);
		const mine = await watch(owner, journeyId);
		await bus.publish({ kind: 'access', workspaceId: owner.actor.workspaceId, userId: viewer.actor.userId });
		await bus.publish({ kind: 'access', workspaceId: owner.actor.workspaceId, userId: owner.actor.userId });
		await bus.publish({ kind: 'access', workspaceId: other.actor.workspaceId, userId: null });
		still = null;
		await bus.publish({ kind: 'access', workspaceId: owner.actor.workspaceId, userId: viewer.actor.userId });
		await vi.waitFor(() => expect(theirs.end).toHaveBeenCalledOnce(), { timeout: 1000 });
		expect(mine.end).not.toHaveBeenCalled();
	});

	it('ends when its journey is deleted, for boards of other journeys nothing changes', async () => {
		const { workspaceId } = owner.actor;
		const [gone, kept] = [await placeJourney(test.db, workspaceId), await placeJourney(test.db, workspaceId)];
		const [ended, other] = [await watch(owner, gone.journeyId), await watch(owner, kept.journeyId)];
		await expect(
			test.db.inWorkspace(workspaceId, async (trx) => {
				await markDeleted(trx, workspaceId, gone.journeyId, new Date());
				throw new Error('rolled back');
			})
		).rejects.toThrow('rolled back');
		await bus.publish({ kind: 'access', workspaceId, userId: null });
		expect(ended.end).not.toHaveBeenCalled();
		await test.db.inWorkspace(workspaceId, (trx) => markDeleted(trx, workspaceId, gone.journeyId, new Date()));
		await vi.waitFor(() => expect(ended.end).toHaveBeenCalledWith('deleted'), { timeout: 5000 });
		expect(other.end).not.toHaveBeenCalled();
	});

	it('ends when messages may have been missed, and hears again afterwards', async () => {
		const { page, journeyId } = await asked(test.db, services, owner);
		const before = await watch(owner, journeyId);
		await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'test listener' and datname = current_database()`.execute(
			test.db.system
		);
		await vi.waitFor(() => expect(before.end).toHaveBeenCalled(), { timeout: 10_000 });
		const after = await watch(owner, journeyId);
		await services.responses.submit(page({ nps: 9 }));
		await vi.waitFor(() => expect(after.heard).toHaveLength(1), { timeout: 5000 });
	});

	it('shuts the door on strangers, and hears nothing after leaving', async () => {
		const { page, journeyId } = await asked(test.db, services, owner);
		const watcher = { score: vi.fn(), end: vi.fn(), recheck: async () => null };
		await expect(live.watch(null, journeyId, watcher)).rejects.toMatchObject({ status: 401 });
		await expect(live.watch(other.actor, journeyId, watcher)).rejects.toMatchObject({ status: 404 });
		await expect(live.watch(owner.actor, newId(), watcher)).rejects.toMatchObject({ status: 404 });
		await expect(live.watch(owner.actor, '', watcher)).rejects.toMatchObject({ status: 404 });
		const leave = await live.watch(owner.actor, journeyId, watcher);
		const { heard } = await watch(owner, journeyId);
		leave();
		await services.responses.submit(page({ nps: 9 }));
		await vi.waitFor(() => expect(heard).toHaveLength(1));
		expect(watcher.score).not.toHaveBeenCalled();
	});

	it('takes no word from what it does not know', async () => {
		const { journeyId } = await asked(test.db, services, owner);
		const { heard, end } = await watch(owner, journeyId);
		const marker = await watch(viewer, journeyId, async () => null);
		for (const payload of [
			'{',
			'{}',
			'null',
			`{"kind":"new","workspaceId":"${owner.actor.workspaceId}"}`,
			`{"kind":"score","workspaceId":"${owner.actor.workspaceId}","touchpointId":1}`
		]) {
			await test.db.query('select pg_notify($1, $2)', ['wayfelt', payload]);
		}
		// Messages come in order: when this one has arrived, the others have.
		await bus.publish({ kind: 'access', workspaceId: owner.actor.workspaceId, userId: viewer.actor.userId });
		await vi.waitFor(() => expect(marker.end).toHaveBeenCalled());
		expect(heard).toEqual([]);
		expect(end).not.toHaveBeenCalled();
	});
});
