import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { foldOldMonths } from '../../../server/areas/answers/jobs/fold-months.ts';
import { foldMonths, monthsToFold } from '../../../server/areas/answers/repo/months.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { createAnswerServices, placeJourney, type AnswerServices } from './support.ts';

const DAY = 86_400_000;

/** Answers of two years at two touchpoints, by two channels, in two languages. */
describe.each(testDatabases())('months that are long past ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let placed: Awaited<ReturnType<typeof placeJourney>>;
	let codes: string[];
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
		const { id: surveyId } = await services.surveys.create(owner.actor, { title: 'S', kind: 'nps' });
		await services.surveys.publish(owner.actor, surveyId);
		codes = [];
		for (const touchpointId of placed.touchpoints)
			for (const channel of ['qr', 'link'] as const)
				codes.push(
					(await services.collectors.create(owner.actor, { surveyId, touchpointId, channel, name: `Shop ${channel}` }))
						.code
				);
		for (let at = 0; at < 60; at++) await answer(at * 12 + 1, at);
	});

	const ago = (days: number): Date => new Date(Date.now() - days * DAY);
	const dayOf = (days: number): string => ago(days).toISOString().slice(0, 10);
	const answer = async (daysAgo: number, at: number, id = newId()) => {
		await services.responses.record(owner.actor, {
			collectorCode: codes[at % codes.length],
			id,
			answers: { nps: (at * 7) % 11 },
			language: at % 3 === 0 ? 'zh-CN' : 'en',
			submittedAt: ago(daysAgo).toISOString()
		});
		return id;
	};
	const fold = () => foldOldMonths.run({ system: test.db.system, now: () => new Date() });
	const kept = async () => {
		const { rows } = await sql<{ n: number }>`
			select count(*)::integer as n from score_month_kept where workspace_id = ${w}`.execute(test.db.system);
		return rows[0]!.n;
	};
	/** What is shown in many windows, under every filter. */
	const shown = async () => {
		const windows = [
			{ period: 'all' },
			{ period: '365' },
			{ from: dayOf(700), to: dayOf(100) },
			{ from: dayOf(333), to: dayOf(61) },
			{ from: dayOf(150), to: dayOf(140) }
		];
		const filters = [{}, { channel: 'qr' }, { place: 'Shop link' }, { language: 'zh-CN' }];
		const all: unknown[] = [];
		for (const window of windows)
			for (const filter of filters) {
				const { at: _, ...results } = (await services.results.forJourney(owner.actor, placed.journeyId, {
					...window,
					...filter
				})) as unknown as Record<string, unknown>;
				all.push(results);
			}
		return all;
	};
	const agrees = async () => expect(await services.responses.recount(w)).toEqual([]);

	it('show the same numbers in every window when they are added up, and again when they have been', async () => {
		const before = await shown();
		expect(await fold()).toBeGreaterThan(20);
		expect(await kept()).toBeGreaterThan(20);
		expect(await shown()).toEqual(before);
		expect(await fold()).toBe(0);
		expect(await shown()).toEqual(before);
		await agrees();
	});

	it('count what comes late, is corrected or deleted at once, and are added up anew', async () => {
		await fold();
		const whole = await kept();
		const late = await answer(400, 1);
		expect(await kept()).toBe(whole - 1);
		const withLate = await shown();
		await test.db.system.deleteFrom('score_month_kept').where('workspace_id', '=', w).execute();
		expect(await shown()).toEqual(withLate);
		await fold();
		expect(await kept()).toBe(whole);
		expect(await shown()).toEqual(withLate);
		await services.responses.remove(owner.actor, late);
		expect(await kept()).toBe(whole - 1);
		expect(await shown()).not.toEqual(withLate);
		await agrees();
		await answer(1, 1);
		expect(await kept()).toBe(whole - 1);
	});

	it('wait for who is changing one of their days, and who changes one waits for them', async () => {
		const months = await monthsToFold(test.db.system, w);
		let release = (): void => undefined;
		const held = new Promise<void>((resolve) => (release = resolve));
		let isWriting = (): void => undefined;
		const writing = new Promise<void>((resolve) => (isWriting = resolve));
		const writer = test.db.system.transaction().execute(async (trx) => {
			const { numAffectedRows } = await sql`
				update score_day set s3 = s3 + 1 where workspace_id = ${w}
					and day = (select min(day) from score_day where workspace_id = ${w})`.execute(trx);
			expect(numAffectedRows).toBe(1n);
			isWriting();
			await held;
		});
		await writing;
		const folding = test.db.system.transaction().execute((trx) => foldMonths(trx, w, months[0]!, months.at(-1)!));
		try {
			// Until the job waits for the lock.
			await expect
				.poll(async () => {
					const { rows } = await sql<{ n: number }>`
						select count(*)::integer as n from pg_locks where locktype = 'advisory' and not granted`.execute(test.db.system);
					return rows[0]!.n;
				})
				.toBeGreaterThan(0);
		} finally {
			release();
			await Promise.all([writer, folding]);
		}
		const { rows } = await sql<{ days: string; months: string }>`
			select (select sum(s3) from score_day where workspace_id = ${w} and day < ${months.at(-1)!}::date + interval '1 month')::text as days,
				(select sum(s3) from score_month where workspace_id = ${w})::text as months`.execute(test.db.system);
		expect(rows[0]!.months).toBe(rows[0]!.days);
	});

	it('leave nothing half done when they are cut off', async () => {
		const before = await shown();
		const months = await monthsToFold(test.db.system, w);
		const cut = new Error('cut off');
		await expect(
			test.db.system.transaction().execute(async (trx) => {
				await foldMonths(trx, w, months[0]!, months.at(-1)!);
				throw cut;
			})
		).rejects.toBe(cut);
		expect(await kept()).toBe(0);
		expect(await shown()).toEqual(before);
		expect(await monthsToFold(test.db.system, w)).toEqual(months);
	});

	it('are proved by a recount: one that is wrong is told, given up and added up anew', async () => {
		await fold();
		const right = await shown();
		await sql`
			update score_month set s9 = s9 + 5 where workspace_id = ${w}
				and month = (select min(month) from score_month where workspace_id = ${w})`.execute(test.db.system);
		expect(await shown()).not.toEqual(right);
		const found = await services.responses.recount(w);
		expect(found.length).toBeGreaterThan(0);
		expect(found.every((one) => one.of === 'month')).toBe(true);
		expect(await shown()).toEqual(right);
		await fold();
		expect(await shown()).toEqual(right);
		await agrees();
	});
});
