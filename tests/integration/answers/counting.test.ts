import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayIn } from '#domain/shared/days.ts';
import { rebuildCounts } from '../../../server/areas/answers/repo/recount.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, placeJourney, totals, type AnswerServices } from './support.ts';

describe.each(testDatabases())('counting answers ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let other: Person;
	beforeAll(async () => {
		test = await openTestDb(engine);
		const people = createPeople(test.db);
		({ owner } = await people.workspace());
		({ owner: other } = await people.workspace());
		services = createAnswerServices(test.db);
	});
	afterAll(() => test.close());

	const stored = (id: string) =>
		test.db.system.selectFrom('response').selectAll().where('id', '=', id).executeTakeFirst();

	it('writes answer and histogram together, on the day of the workspace’s zone', async () => {
		const { page, touchpointId, survey } = await asked(test.db, services, owner);
		const given = page({ nps: '9', comment: ' good ' });
		expect(await services.responses.submit(given)).toEqual({ status: 'created' });
		const row = (await stored(given.responseId))!;
		expect(row).toMatchObject({
			answers: { nps: 9, comment: 'good' },
			touchpoint_id: touchpointId,
			survey_id: survey.id,
			survey_version: 1,
			channel: 'qr',
			has_text: true,
			language: 'en'
		});
		const [counted] = await test.db.system
			.selectFrom('score_day')
			.selectAll()
			.where('touchpoint_id', '=', touchpointId)
			.execute();
		expect(counted).toMatchObject({ s9: 1, s0: 0, s10: 0, day: row.day, definition_id: Object.keys(row.scores)[0] });
		expect(row.day).toBe(dayIn('Europe/Berlin', row.submitted_at));
	});

	it('comes through a deadlock that somebody else is part of, and counts once', async () => {
		const [one, two] = [await asked(test.db, services, owner, 'csat'), await asked(test.db, services, owner, 'csat')];
		const row = ({ collector }: typeof one) => ({ collectorCode: collector.code, id: newId(), answers: { csat: 4 } });
		const before = await totals(test.db, owner.actor.workspaceId);

		// Whom of two PostgreSQL picks depends on whose second of waiting ends first, which a busy machine decides. So the
		// batch is told what the one it picks is told, once: a sequence is not rolled back.
		await test.db.system.executeQuery(
			sql`
				create sequence deadlocks;
				create function deadlock() returns trigger language plpgsql as $$ begin
					if nextval('deadlocks') = 2 then raise exception 'deadlock detected' using errcode = 'deadlock_detected'; end if;
					return new;
				end $$;
				create trigger deadlock before insert or update on score_day for each row execute function deadlock();
			`.compile(test.db.system)
		);
		try {
			const { results } = await services.responses.recordBatch(owner.actor, [row(one), row(two)]);
			expect(results.map(({ status }) => status)).toEqual(['created', 'created']);
			const { rows } = await sql<{ met: string }>`select last_value as met from deadlocks`.execute(test.db.system);
			// The second was counted again; with it the first, if both had gone in with one statement.
			expect(Number(rows[0]!.met)).toBeGreaterThanOrEqual(3);
		} finally {
			await test.db.system.executeQuery(
				sql`drop trigger deadlock on score_day; drop function deadlock(); drop sequence deadlocks;`.compile(
					test.db.system
				)
			);
		}
		expect(await totals(test.db, owner.actor.workspaceId)).toEqual({
			raw: before.raw + 2,
			counted: before.counted + 2
		});
	});

	it('counts the same id once, five times in parallel and three times later', async () => {
		const { page } = await asked(test.db, services, owner);
		const before = await totals(test.db, owner.actor.workspaceId);
		const given = page({ nps: '3' });
		const first = await Promise.all(Array.from({ length: 5 }, () => services.responses.submit(given)));
		expect(first.map(({ status }) => status).sort()).toEqual([
			'created',
			'duplicate',
			'duplicate',
			'duplicate',
			'duplicate'
		]);
		for (let again = 0; again < 3; again++)
			expect(await services.responses.submit(given)).toEqual({ status: 'duplicate' });
		expect(await totals(test.db, owner.actor.workspaceId)).toEqual({
			raw: before.raw + 1,
			counted: before.counted + 1
		});
	});

	it('looks a code up anew when it is not any more what the answer before came to', async () => {
		const { page, collector, touchpointId } = await asked(test.db, services, owner);
		const before = await totals(test.db, owner.actor.workspaceId);
		expect(await services.responses.submit(page({ nps: '8' }))).toEqual({ status: 'created' });
		// By another process, which tells this one nothing.
		const elsewhere = createAnswerServices(test.db);
		await elsewhere.collectors.update(owner.actor, collector.id, { status: 'closed' });
		const late = page({ nps: '1' });
		expect(await services.responses.submit(late)).toMatchObject({ status: 'gone', reason: 'closed' });
		expect(
			await services.responses.recordBatch(owner.actor, [{ collectorCode: collector.code, answers: { nps: 1 } }])
		).toMatchObject({
			results: [{ status: 'closed' }]
		});
		await elsewhere.collectors.update(owner.actor, collector.id, { status: 'open' });
		const all = Array.from({ length: 20 }, (_, at) => page({ nps: at % 11 }));
		const outcomes = await Promise.all([...all, ...all].map((given) => services.responses.submit(given)));
		expect(outcomes.filter(({ status }) => status === 'created')).toHaveLength(20);
		expect(outcomes.filter(({ status }) => status === 'duplicate')).toHaveLength(20);
		await test.db.system.deleteFrom('collector_code').where('code', '=', collector.code).execute();
		expect(await services.responses.submit(page({ nps: '2' }))).toMatchObject({ status: 'gone', reason: 'unknown' });
		expect(await totals(test.db, owner.actor.workspaceId)).toEqual({
			raw: before.raw + 21,
			counted: before.counted + 21
		});
		const { rows } = await sql<{ events: number; told: boolean }>`
			select count(*)::integer as events, bool_and(payload = jsonb_build_object('touchpointId', ${touchpointId}::text,
				'collectorId', ${collector.id}::text, 'counted', true)) as told
			from outbox where kind = 'answer.counted' and payload ->> 'collectorId' = ${collector.id}`.execute(test.db.system);
		expect(rows).toEqual([{ events: 21, told: true }]);
	});

	it('takes a second answer under the same id in one batch for a change of the first', async () => {
		const { page } = await asked(test.db, services, owner);
		const one = page({ nps: '3' });
		const both = await Promise.all([
			services.responses.submit(one),
			services.responses.submit(page({ nps: '4' }, one.responseId))
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(['changed', 'created']);
	});

	it('keeps the same id apart in two workspaces', async () => {
		const mine = await asked(test.db, services, owner);
		const theirs = await asked(test.db, services, other);
		const id = newId();
		expect(await services.responses.submit(mine.page({ nps: '1' }, id))).toEqual({ status: 'created' });
		expect(await services.responses.submit(theirs.page({ nps: '2' }, id))).toEqual({ status: 'created' });
	});

	it('equals the raw count on a hot touchpoint with many callers, over several connections', async () => {
		const { page } = await asked(test.db, services, owner);
		// Two services stand for two processes: their batches meet in the database only.
		const second = createAnswerServices(test.db);
		const before = await totals(test.db, owner.actor.workspaceId);
		const all = Array.from({ length: 2000 }, (_, at) => page({ nps: at % 11, comment: at % 7 === 0 ? 'x' : '' }));
		const outcomes = await Promise.all(
			all.flatMap((given, at) =>
				[services, second].slice(0, at % 3 === 0 ? 2 : 1).map((some) => some.responses.submit(given))
			)
		);
		expect(outcomes.filter(({ status }) => status === 'created')).toHaveLength(2000);
		expect(await totals(test.db, owner.actor.workspaceId)).toEqual({
			raw: before.raw + 2000,
			counted: before.counted + 2000
		});
		expect(await services.responses.recount(owner.actor.workspaceId)).toEqual([]);
	});

	it('does not deadlock when many touchpoints are counted from many sides in any order', async () => {
		const { touchpoints, journeyId } = await placeJourney(test.db, owner.actor.workspaceId, [6]);
		const codes = await Promise.all(
			touchpoints.map(
				async (touchpointId) =>
					(await services.surveys.ask(owner.actor, { journeyId, touchpointId, kind: 'csat' })).collector.code
			)
		);
		const before = await totals(test.db, owner.actor.workspaceId);
		const sides = [services, createAnswerServices(test.db), createAnswerServices(test.db)];
		await Promise.all(
			Array.from({ length: 1500 }, (_, at) => {
				const code = codes[(at * 7919) % codes.length]!;
				return sides[at % sides.length]!.responses.submit({
					code,
					responseId: newId(),
					language: 'en',
					answers: { csat: 1 + (at % 5) }
				});
			})
		);
		expect(await totals(test.db, owner.actor.workspaceId)).toEqual({
			raw: before.raw + 1500,
			counted: before.counted + 1500
		});
	});

	it('leaves nothing behind when the commit fails half-way, and tells everybody', async () => {
		const { page, touchpointId } = await asked(test.db, services, owner);
		const before = await totals(test.db, owner.actor.workspaceId);
		// Fails after the responses are inserted, while they are being counted.
		await sql`create function no_count() returns trigger language plpgsql as $$ begin raise exception 'disk full' using errcode = '53100'; end $$`.execute(
			test.db.system
		);
		await sql`create trigger no_count before insert on score_day for each row execute function no_count()`.execute(
			test.db.system
		);
		const given = Array.from({ length: 4 }, () => page({ nps: '5' }));
		try {
			const settled = await Promise.allSettled(given.map((one) => services.responses.submit(one)));
			expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
			expect(await totals(test.db, owner.actor.workspaceId)).toEqual(before);
		} finally {
			await sql`drop trigger no_count on score_day`.execute(test.db.system);
			await sql`drop function no_count()`.execute(test.db.system);
		}
		// The same answers sent again count.
		for (const one of given) expect(await services.responses.submit(one)).toEqual({ status: 'created' });
		expect((await services.results.forTouchpoint(owner.actor, touchpointId))[0]!.n).toBe(4);
	});

	it('takes an answer out with the opposite sign', async () => {
		const { page, touchpointId } = await asked(test.db, services, owner);
		const given = page({ nps: '0' });
		await services.responses.submit(given);
		for (let at = 0; at < 4; at++) await services.responses.submit(page({ nps: '10' }));
		await services.responses.remove(owner.actor, given.responseId);
		const [score] = await services.results.forTouchpoint(owner.actor, touchpointId);
		expect(score).toMatchObject({ n: 4, judgement: 'few' });
		await expect(services.responses.remove(owner.actor, given.responseId)).rejects.toMatchObject({ status: 404 });
		expect(await services.responses.recount(owner.actor.workspaceId)).toEqual([]);
	});

	it('recounts from the answers, reports what was wrong, and follows a moved time zone', async () => {
		const { page, touchpointId } = await asked(test.db, services, owner);
		for (let at = 0; at < 3; at++) await services.responses.submit(page({ nps: '7' }));
		await sql`update score_day set s7 = s7 + 2, s1 = 1 where touchpoint_id = ${touchpointId}`.execute(test.db.system);
		const [difference, ...more] = await services.responses.recount(owner.actor.workspaceId);
		expect(more).toEqual([]);
		expect(difference).toMatchObject({
			touchpointId,
			channel: 'qr',
			counted: [0, 1, 0, 0, 0, 0, 0, 5, 0, 0, 0],
			actual: [0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0]
		});
		expect(await services.responses.recount(owner.actor.workspaceId)).toEqual([]);
		const zones = async (zone: string) => {
			await test.db.system
				.updateTable('workspace')
				.set({ time_zone: zone })
				.where('workspace_id', '=', owner.actor.workspaceId)
				.execute();
			await services.responses.recount(owner.actor.workspaceId);
			return (
				await test.db.system.selectFrom('score_day').select('day').where('touchpoint_id', '=', touchpointId).execute()
			).map(({ day }) => day);
		};
		// These two zones are 25 hours apart, so no instant has the same day in both.
		expect(await zones('Pacific/Kiritimati')).not.toEqual(await zones('Pacific/Pago_Pago'));
		await zones('Europe/Berlin');
	});

	it('recounts while answers come in and are taken out, and makes nobody else wait', async () => {
		const { page, touchpointId } = await asked(test.db, services, owner);
		const theirs = await asked(test.db, services, other);
		const first = page({ nps: '7' });
		await services.responses.submit(first);
		for (let at = 0; at < 3; at++) await services.responses.submit(page({ nps: '7' }));
		await sql`update score_day set s7 = s7 + 2 where touchpoint_id = ${touchpointId}`.execute(test.db.system);
		const meanwhile = await test.db.system.transaction().execute(async (trx) => {
			expect(await rebuildCounts(trx, owner.actor.workspaceId)).toHaveLength(1);
			// Not committed yet; another workspace does not notice, and here only who counts in a row that was wrong.
			expect(await services.responses.submit(theirs.page({ nps: '9' }))).toEqual({ status: 'created' });
			return [services.responses.submit(page({ nps: '7' })), services.responses.remove(owner.actor, first.responseId)];
		});
		await Promise.all(meanwhile);
		expect(await services.responses.recount(owner.actor.workspaceId)).toEqual([]);
		expect(await services.responses.recount(other.actor.workspaceId)).toEqual([]);
		const counted = await sql`select s7 from score_day where touchpoint_id = ${touchpointId}`.execute(test.db.system);
		expect(counted.rows).toEqual([{ s7: 4 }]);
	});

	it('tells the bus once per touchpoint, and only of what was committed', async () => {
		const { page, touchpointId } = await asked(test.db, services, owner);
		const client = test.db.createClient('test listener');
		const heard: string[] = [];
		await client.connect();
		try {
			client.on('notification', ({ payload }) => heard.push(payload!));
			await client.query('listen wayfelt');
			await Promise.all(Array.from({ length: 20 }, () => services.responses.submit(page({ nps: '5' }))));
			await client.query('select 1');
			const messages = heard.map((payload) => JSON.parse(payload) as { touchpointId: string; kind: string });
			expect(messages.length).toBeLessThan(20);
			expect(new Set(messages.map((one) => `${one.kind} ${one.touchpointId}`))).toEqual(
				new Set([`score ${touchpointId}`])
			);
		} finally {
			await client.end();
		}
	});
});
