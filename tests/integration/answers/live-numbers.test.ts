import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NumbersChanged, NumbersFollowed } from '#contract/live-numbers.ts';
import { versionOf, withChange, type JourneyResults, type ResultsContent } from '#domain/metrics/index.ts';
import { createBus, createListener, type Bus } from '../../../server/bus/index.ts';
import { createLive, type Live } from '../../../server/areas/results/live.ts';
import type { Results } from '../../../server/areas/results/results.ts';
import { createMetricSettings } from '../../../server/areas/results/settings.ts';
import { createTargets } from '../../../server/areas/results/targets.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { createAnswerServices, editPlaces, placeJourney, type AnswerServices } from './support.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const JOURNEY = [2, 2];

/** Boards follow a journey while everything happens to it that can; what they were told has to be what they would fetch. */
describe.each(testDatabases())('numbers that open boards are told ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	/** Two web processes of one installation. */
	let processes: { live: Live; bus: Bus; counts: ReturnType<typeof vi.fn<Results['counts']>> }[];
	const stops: (() => Promise<void>)[] = [];
	let clock = () => new Date();
	beforeAll(async () => {
		test = await openTestDb(engine);
		services = createAnswerServices(test.db, () => clock());
		processes = [];
		for (const name of ['one', 'two']) {
			const listener = createListener({ createClient: () => test.db.createClient(`test ${name}`), log: silent });
			const bus = createBus({ listener, query: test.db.query });
			await listener.start();
			const counts = vi.fn<Results['counts']>((...args) => services.results.counts(...args));
			const results = { journeysOf: services.results.journeysOf, counts };
			const live = createLive({ db: test.db, bus, results, log: silent, newId });
			processes.push({ live, bus, counts });
			stops.push(async () => {
				live.close();
				await listener.stop();
			});
		}
	});
	afterAll(async () => {
		await Promise.all(stops.map((stop) => stop()));
		await test.close();
	});
	let workspaceId: string;
	let placed: Awaited<ReturnType<typeof placeJourney>>;
	let codes: { id: string; code: string }[];
	beforeEach(async () => {
		clock = () => new Date();
		for (const { counts } of processes) counts.mockClear();
		({ owner } = await createPeople(test.db).workspace());
		({ workspaceId } = owner.actor);
		placed = await placeJourney(test.db, workspaceId, JOURNEY);
		const survey = await services.surveys.create(owner.actor, { title: 'S', kind: 'nps' });
		await services.surveys.publish(owner.actor, survey.id);
		codes = [];
		for (const touchpointId of placed.touchpoints)
			codes.push(
				await services.collectors.create(owner.actor, {
					surveyId: survey.id,
					touchpointId,
					channel: 'qr',
					name: 'Till'
				})
			);
	});

	const answer = async (at: number, nps: number, more: object = {}): Promise<string> => {
		const id = newId();
		await services.responses.record(owner.actor, { collectorCode: codes[at]!.code, id, answers: { nps }, ...more });
		return id;
	};

	/** A board as the browser is one: what it fetched, and what it was told since. */
	async function board(filter: object = {}, process = 0) {
		const { live } = processes[process]!;
		let shown: JourneyResults = await services.results.forJourney(owner.actor, placed.journeyId, filter);
		const told: NumbersChanged[] = [];
		const followed = Promise.withResolvers<NumbersFollowed>();
		const missed = vi.fn();
		const following = live.follow(
			{ workspaceId, journeyId: placed.journeyId },
			{
				score: () => undefined,
				missed,
				tell(name, data) {
					if (name === 'numbers.followed') return followed.resolve(data as NumbersFollowed);
					if (name === 'numbers.refused') return followed.reject(new Error('refused'));
					// As it travels.
					const changed = JSON.parse(JSON.stringify(data)) as NumbersChanged;
					told.push(changed);
					if (changed.change)
						shown = { ...withChange<ResultsContent>(shown, changed.change), version: changed.version };
				}
			}
		);
		following.ask({ ask: 1, filter });
		const { version } = await followed.promise;
		// What a page was made with is known to be fresh without another fetch.
		expect(version).toBe(shown.version);
		const asFetched = () => services.results.forJourney(owner.actor, placed.journeyId, filter);
		/** What is shown comes to be what a fetch would bring, to the last digit. */
		const agrees = () =>
			vi.waitFor(
				async () => {
					const fetched = await asFetched();
					expect(shown).toEqual(JSON.parse(JSON.stringify(fetched)));
				},
				{ timeout: 5_000 }
			);
		return { told, missed, agrees, stop: () => following.stop(), shown: () => shown };
	}

	it('an answer changes its touchpoint, its scene and the journey, for one reading a process', async () => {
		for (const at of [0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2]) await answer(at, 9);
		const boards = await Promise.all(Array.from({ length: 50 }, (_, at) => board({}, at % 2)));
		const before = processes.map(({ counts }) => counts.mock.calls.length);
		expect(before).toEqual([1, 1]);
		await answer(0, 3);
		await vi.waitFor(() => expect(boards.map(({ told }) => told.length)).toEqual(boards.map(() => 1)));
		const { change, touched } = boards[0]!.told[0]!;
		const [first, , third] = placed.touchpoints;
		expect(Object.keys(change!.touchpoints!)).toEqual([first]);
		expect(Object.keys(change!.scenes!)).toEqual([placed.sceneIds[0]]);
		expect(change!.journey![0]!.n).toBe(12);
		expect(touched).toMatchObject([{ touchpointId: first, answered: [change!.journey![0]!.definition] }]);
		expect(JSON.stringify(change)).not.toContain(third);
		expect(processes.map(({ counts }) => counts.mock.calls.length)).toEqual([2, 2]);
		for (const one of [boards[0]!, boards[49]!]) await one.agrees();
		for (const { stop } of boards) stop();
	});

	it('whatever happens to the answers: every filter, in both processes', async () => {
		const targets = createTargets({ db: test.db, newId, now: () => clock() });
		const departmentId = newId();
		await sql`insert into department (workspace_id, id, name) values (${workspaceId}, ${departmentId}, 'Shops')`.execute(
			test.db.system
		);
		const edit = (change: ReturnType<typeof sql>) => editPlaces(test.db, placed.journeyId, change);
		await edit(sql`update touchpoint set department_id = ${departmentId} where id = ${placed.touchpoints[1]!}`);
		const filters = [
			{},
			{ period: '7' },
			{ period: 'all' },
			{ departments: [departmentId] },
			{ channel: 'qr' },
			{ place: 'Till' },
			{ language: 'en' },
			{ compare: 'year' },
			{ place: 'Till', channel: 'qr', compare: 'year', departments: [departmentId] },
			{ from: '2026-01-01', to: '2026-02-01' }
		];
		for (const at of [0, 1, 1, 1, 1, 1, 1, 3]) await answer(at, 10);
		const boards = await Promise.all(filters.map((filter, at) => board(filter, at % 2)));
		const agree = async () => {
			for (const one of boards) await one.agrees();
		};
		const given = [await answer(0, 2), await answer(1, 7, { customer: { externalId: 'c-1' } })];
		await agree();
		// A correction, and an erasure with the answers.
		await services.responses.remove(owner.actor, given[0]!);
		await agree();
		const { customer_id: customerId } = await test.db.system
			.selectFrom('response')
			.select('customer_id')
			.where('id', '=', given[1]!)
			.executeTakeFirstOrThrow();
		await services.customers.erase(workspaceId, customerId!, 'remove');
		await agree();
		// Of days before, and of days that some boards do not show.
		for (const days of [10, 45, 400])
			await answer(2, 8, { submittedAt: new Date(Date.now() - days * 86_400_000).toISOString() });
		await agree();
		// What no answer did: another target, another minimum, another scene.
		const { definition } = boards[0]!.shown().journey[0]!;
		await targets.set(owner.actor, definition, { target: 90, margin: 5 });
		await agree();
		// … at one place, and at what is around it.
		const settings = createMetricSettings({ db: test.db, now: () => clock() });
		const nps = { metric: 'nps', scale: { min: 0, max: 10 }, revision: 0, margin: null, owner: null };
		await settings.set(owner.actor, 'scene', placed.sceneIds[0]!, { ...nps, target: -20 });
		await agree();
		expect(boards[0]!.shown().scenes[placed.sceneIds[0]!]![0]).toMatchObject({ target: -20, targetFrom: 'scene' });
		await settings.set(owner.actor, 'journey', placed.journeyId, { ...nps, target: 15 });
		await agree();
		await sql`update workspace set min_n = 2 where workspace_id = ${workspaceId}`.execute(test.db.system);
		await edit(sql`update touchpoint set scene_id = ${placed.sceneIds[1]!} where id = ${placed.touchpoints[1]!}`);
		await answer(3, 0);
		await agree();
		await edit(sql`update touchpoint set deleted_at = now() where id = ${placed.touchpoints[2]!}`);
		await answer(3, 1);
		await agree();
		for (const { missed, stop } of boards) {
			expect(missed).not.toHaveBeenCalled();
			stop();
		}
	});

	it('never say more than may be shown: below the minimum there is a count, and no value', async () => {
		const one = await board();
		for (let n = 1; n <= 4; n++) await answer(0, 1);
		await one.agrees();
		const text = JSON.stringify(one.told);
		for (const { change } of one.told)
			for (const score of [...Object.values(change!.touchpoints ?? {}).flat(), ...(change!.journey ?? [])])
				expect(score).toMatchObject({ value: null, low: null, high: null, histogram: [] });
		expect(text).not.toContain(owner.actor.userId);
		expect(one.shown().journey[0]!.n).toBe(4);
		one.stop();
	});

	it('a burst is a few messages, and the last one has all of it', async () => {
		const one = await board();
		const start = performance.now();
		for (let wave = 0; wave < 10; wave++)
			await Promise.all(Array.from({ length: 20 }, (_, at) => answer(at % 4, at % 11)));
		await one.agrees();
		const seconds = (performance.now() - start) / 1000;
		expect(one.shown().journey[0]!.n).toBe(200);
		expect(one.told.length).toBeLessThanOrEqual(4 * seconds + 2);
		expect(one.told.map(({ seq }) => seq)).toEqual(one.told.map((_, at) => at + 1));
		expect(one.told.at(-1)!.version).toBe(versionOf(one.shown()));
		one.stop();
	});

	it('messages that a process missed cost it a reading, and its boards nothing', async () => {
		const one = await board();
		const [{ bus, counts }] = processes as [(typeof processes)[number]];
		const heard = vi.fn();
		const stopListening = bus.subscribe(null, { message: () => undefined, gap: heard });
		// Counted while nobody was told, as when the connection that listens was away.
		await answer(0, 9);
		await one.agrees();
		await sql`update score_day set s5 = s5 + 6 where workspace_id = ${workspaceId} and touchpoint_id = ${placed.touchpoints[0]!}`.execute(
			test.db.system
		);
		const before = counts.mock.calls.length;
		await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'test one' and datname = current_database()`.execute(
			test.db.system
		);
		await vi.waitFor(() => expect(heard).toHaveBeenCalled(), { timeout: 10_000 });
		await one.agrees();
		expect(one.shown().journey[0]!.n).toBe(7);
		expect(counts.mock.calls.length).toBe(before + 1);
		expect(one.missed).not.toHaveBeenCalled();
		stopListening();
		one.stop();
	});

	it('half-way: a reading that breaks off is made again, an answer that was not stored is never told', async () => {
		const one = await board();
		const { counts } = processes[0]!;
		counts.mockImplementationOnce(async (...args) => {
			await services.results.counts(...args);
			throw new Error('the connection broke');
		});
		await answer(0, 9);
		await one.agrees();
		expect(one.told).toHaveLength(1);
		await expect(
			test.db.inWorkspace(workspaceId, async (trx) => {
				await sql`update score_day set s0 = s0 + 1 where workspace_id = ${workspaceId}`.execute(trx);
				await sql`select pg_notify('wayfelt', ${JSON.stringify({ kind: 'score', workspaceId, touchpointId: placed.touchpointId, at: new Date().toISOString(), correction: true })})`.execute(
					trx
				);
				throw new Error('rolled back');
			})
		).rejects.toThrow('rolled back');
		await answer(1, 9);
		await one.agrees();
		expect(one.told.flatMap(({ touched }) => touched.map(({ touchpointId }) => touchpointId))).toEqual(
			placed.touchpoints.slice(0, 2)
		);
		expect(one.missed).not.toHaveBeenCalled();
		one.stop();
	});

	it('the next day is told as other days, and fetched', async () => {
		const one = await board();
		await answer(0, 9);
		await one.agrees();
		const tomorrow = Date.now() + 86_400_000;
		clock = () => new Date(tomorrow);
		await answer(0, 9);
		await vi.waitFor(() => expect(one.told).toHaveLength(2));
		expect(one.told[1]).toMatchObject({ seq: 2, change: null });
		const fetched = await services.results.forJourney(owner.actor, placed.journeyId, {});
		expect(fetched.version).toBe(one.told[1]!.version);
		one.stop();
	});

	it('another workspace hears nothing, of the same journey neither', async () => {
		const { owner: other } = await createPeople(test.db).workspace();
		const told = vi.fn();
		const following = processes[0]!.live.follow(
			{ workspaceId: other.actor.workspaceId, journeyId: placed.journeyId },
			{ score: told, missed: told, tell: told }
		);
		following.ask({ ask: 1, filter: {} });
		const one = await board();
		await answer(0, 9);
		await one.agrees();
		await vi.waitFor(() => expect(told).toHaveBeenCalled());
		// An empty map: what it would fetch is not there.
		expect(told.mock.calls.map(([name]) => name as string)).toEqual(['numbers.followed']);
		following.stop();
		one.stop();
	});
});
