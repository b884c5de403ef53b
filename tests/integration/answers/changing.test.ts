import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANGE_MS, GRACE_MS } from '#domain/survey/index.ts';
import { uuidv7 } from '#domain/shared/ids.ts';
import { randomBytes } from 'node:crypto';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, totals, type AnswerServices } from './support.ts';

describe.each(testDatabases())('changing an answer ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let at = Date.now();
	beforeAll(async () => {
		test = await openTestDb(engine);
		({ owner } = await createPeople(test.db).workspace());
		services = createAnswerServices(test.db, () => new Date(at));
	});
	afterAll(() => test.close());

	const stored = (id: string) =>
		test.db.system.selectFrom('response').selectAll().where('id', '=', id).executeTakeFirst();
	const counts = async (touchpointId: string) => {
		const row = await test.db.system
			.selectFrom('score_day')
			.selectAll()
			.where('touchpoint_id', '=', touchpointId)
			.executeTakeFirst();
		return Object.fromEntries(
			Array.from({ length: 11 }, (_, score) => [score, row?.[`s${score}` as 's0'] ?? 0]).filter(([, n]) => n !== 0)
		) as Record<number, number>;
	};
	const sound = async () => expect(await services.responses.recount(owner.actor.workspaceId)).toEqual([]);

	it('takes the last word for some minutes: the score moves, on its day, and n stays', async () => {
		const { page, touchpointId } = await asked(test.db, services, owner);
		const first = page({ nps: '8', comment: 'fine' });
		expect(await services.responses.submit(first)).toEqual({ status: 'created' });
		const before = (await stored(first.responseId))!;
		at += CHANGE_MS - 1000;
		const second = { ...page({ nps: '1' }, first.responseId), language: 'zh-CN' };
		expect(await services.responses.submit(second)).toEqual({ status: 'changed' });
		expect(await services.responses.submit(second), 'sent twice').toEqual({ status: 'duplicate' });
		const after = (await stored(first.responseId))!;
		expect(after).toMatchObject({ answers: { nps: 1 }, has_text: false, language: 'zh-CN' });
		expect({ day: after.day, at: after.submitted_at, received: after.received_at }).toEqual({
			day: before.day,
			at: before.submitted_at,
			received: before.received_at
		});
		expect(await counts(touchpointId)).toEqual({ 1: 1 });
		await sound();
	});

	it('back to what was said first, and through many changes at once: one answer, counted once', async () => {
		const { page, touchpointId } = await asked(test.db, services, owner);
		const first = page({ nps: '8' });
		await services.responses.submit(first);
		await services.responses.submit(page({ nps: '1' }, first.responseId));
		expect(await services.responses.submit(first)).toEqual({ status: 'changed' });
		expect(await counts(touchpointId)).toEqual({ 8: 1 });
		const crowd = Array.from({ length: 11 }, (_, nps) =>
			services.responses.submit(page({ nps: String(nps) }, first.responseId))
		);
		expect((await Promise.all(crowd)).every(({ status }) => status === 'changed' || status === 'duplicate')).toBe(true);
		const last = (await stored(first.responseId))!.answers.nps as number;
		expect(await counts(touchpointId)).toEqual({ [last]: 1 });
		await sound();
	});

	it('a changed comment alone is a change too', async () => {
		const { page } = await asked(test.db, services, owner);
		const first = page({ nps: '8' });
		await services.responses.submit(first);
		const second = page({ nps: '8', comment: 'the queue' }, first.responseId);
		expect(await services.responses.submit(second)).toEqual({ status: 'changed' });
		expect(await stored(first.responseId)).toMatchObject({ has_text: true, answers: { nps: 8, comment: 'the queue' } });
	});

	it('says that the first one counts when it is too late, by our own clock', async () => {
		const { page, touchpointId } = await asked(test.db, services, owner);
		const first = page({ nps: '8' }, uuidv7(at + 60 * 60_000, randomBytes(10)));
		await services.responses.submit(first);
		at += CHANGE_MS + 1000;
		expect(await services.responses.submit(page({ nps: '1' }, first.responseId))).toEqual({ status: 'late' });
		expect(await services.responses.submit(first)).toEqual({ status: 'duplicate' });
		expect(await counts(touchpointId)).toEqual({ 8: 1 });
	});

	it('after the survey has closed the first one counts, and is thanked for', async () => {
		const { page, collector } = await asked(test.db, services, owner);
		const first = page({ nps: '8' }, uuidv7(at, randomBytes(10)));
		await services.responses.submit(first);
		await services.collectors.update(owner.actor, collector.id, { status: 'closed' });
		at += GRACE_MS + 1000;
		expect(await services.responses.submit(first)).toEqual({ status: 'duplicate' });
		for (const other of [{ nps: '1' }, { nps: '99' }, { nps: null }])
			expect(await services.responses.submit(page(other, first.responseId))).toEqual({ status: 'late' });
		expect((await stored(first.responseId))!.answers).toEqual({ nps: 8 });
	});

	it('moves nothing to another code, and brings nothing back that was taken out', async () => {
		const [here, there] = [await asked(test.db, services, owner), await asked(test.db, services, owner)];
		const first = here.page({ nps: '8' });
		await services.responses.submit(first);
		expect(await services.responses.submit(there.page({ nps: '1' }, first.responseId))).toEqual({ status: 'late' });
		await services.responses.remove(owner.actor, first.responseId);
		expect(await services.responses.submit(here.page({ nps: '1' }, first.responseId))).toEqual({ status: 'duplicate' });
		expect(await counts(here.touchpointId)).toEqual({});
		expect(await counts(there.touchpointId)).toEqual({});
		await sound();
	});

	it('happens whole or not at all', async () => {
		const { page, touchpointId } = await asked(test.db, services, owner);
		const first = page({ nps: '8', comment: 'kept' });
		await services.responses.submit(first);
		const before = await totals(test.db, owner.actor.workspaceId);
		// The last step fails: by then the old score is out of the counts and the row is rewritten.
		await sql`alter table score_day add constraint no_ones check (s1 = 0) not valid`.execute(test.db.system);
		await expect(services.responses.submit(page({ nps: '1' }, first.responseId))).rejects.toThrow(/no_ones/);
		await sql`alter table score_day drop constraint no_ones`.execute(test.db.system);
		expect((await stored(first.responseId))!.answers).toEqual({ nps: 8, comment: 'kept' });
		expect(await counts(touchpointId)).toEqual({ 8: 1 });
		expect(await totals(test.db, owner.actor.workspaceId)).toEqual(before);
		await sound();
	});

	it('shows a form that came back with something to put right also after the end', async () => {
		const { page, collector } = await asked(test.db, services, owner);
		const form = await services.responses.form(collector.code);
		if ('gone' in form) throw new Error(form.gone);
		const { responseId, ticket } = form;
		at += 1000;
		await services.collectors.update(owner.actor, collector.id, { status: 'closed' });
		expect(await services.responses.submit({ ...page({}, responseId), ticket })).toMatchObject({ status: 'invalid' });
		const again = { responseId, ticket };
		expect(await services.responses.form(collector.code, again)).toMatchObject({ code: collector.code });
		const late = uuidv7(at + 1000, randomBytes(10));
		for (const stranger of [undefined, { ...again, ticket: '' }, { ...again, responseId: late }])
			expect(await services.responses.form(collector.code, stranger)).toMatchObject({ gone: 'closed' });
	});
});
