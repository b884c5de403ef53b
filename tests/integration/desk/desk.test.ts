import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createResponseDesk, type ResponseDesk } from '../../../server/areas/desk/desk.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, totals, type AnswerServices } from '../answers/support.ts';

describe.each(testDatabases())('answers as the team works with them ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let desk: ResponseDesk;
	let owner: Person;
	let analyst: Person;
	let viewer: Person;
	let stranger: Person;
	beforeAll(async () => {
		test = await openTestDb(engine);
		services = createAnswerServices(test.db);
		desk = createResponseDesk({ db: test.db, newId, now: () => new Date() });
		const people = createPeople(test.db);
		({ owner } = await people.workspace());
		({ owner: stranger } = await people.workspace());
		analyst = await people.member(owner, 'analyst');
		viewer = await people.member(owner, 'viewer');
	});
	afterAll(() => test.close());

	const clean = async () => expect(await services.responses.recount(owner.actor.workspaceId)).toEqual([]);
	const ids = async (input: object) =>
		(await services.responses.list(owner.actor, input)).items.map(({ id }) => id).sort();
	/** Answers with these scores, and a word each where one is given. */
	async function world(given: readonly (readonly [score: number, comment?: string, customer?: string])[]) {
		const { collector, touchpointId } = await asked(test.db, services, owner, 'csat');
		const made: string[] = [];
		for (const [csat, comment, customer] of given) {
			const { id } = await services.responses.record(owner.actor, {
				collectorCode: collector.code,
				answers: { csat, ...(comment && { comment }) },
				...(customer && { customer: { externalId: customer, name: 'Chen Jing' } })
			});
			made.push(id);
		}
		return { collector, touchpointId, made };
	}
	const refused = (status: number) => expect.objectContaining({ status });

	it('are chosen by every filter', async () => {
		const { touchpointId, made } = await world([[1, 'The QUEUE was long'], [3], [5, '排队太久 50%_off', 'C-1']]);
		const [low, , high] = made;
		await desk.tag(analyst.actor, { ids: [low], add: ['queue'] });
		await desk.decide(owner.actor, { ids: [high], leftOut: true, why: 'our own till' });
		const { customerId } = (await desk.find(owner.actor, high!, 'en')).response;
		const chosen = async (filter: object) => ids({ touchpointId, ...filter });
		expect(await chosen({ score: '0-2' })).toEqual([low]);
		expect(await chosen({ metric: 'csat', score: '4-5' })).toEqual([high]);
		expect(await chosen({ metric: 'nps' })).toEqual([]);
		expect(await chosen({ text: 'queue' })).toEqual([low]);
		expect(await chosen({ text: '排队' })).toEqual([high]);
		// What is a pattern elsewhere is a text here.
		expect(await chosen({ text: '50%_' })).toEqual([high]);
		expect(await chosen({ text: '0%off' })).toEqual([]);
		// The id of a question is no word of anybody.
		expect(await chosen({ text: 'comment' })).toEqual([]);
		expect(await chosen({ words: 'yes' })).toEqual([low, high].sort());
		expect(await chosen({ tag: 'queue' })).toEqual([low]);
		expect(await chosen({ mark: 'left-out' })).toEqual([high]);
		expect(await chosen({ mark: 'by_hand' })).toEqual([high]);
		expect(await chosen({ mark: 'none' })).toHaveLength(2);
		expect(await chosen({ customerId })).toEqual([high]);
		expect(await chosen({ version: '1' })).toHaveLength(3);
		expect(await chosen({ version: '2' })).toEqual([]);
		expect(await chosen({ language: 'zh-CN' })).toHaveLength(3);
		expect(await chosen({ language: 'en' })).toEqual([]);
		expect(await chosen({ place: 'nowhere' })).toEqual([]);
		expect(await services.responses.list(stranger.actor, { tag: 'queue' })).toMatchObject({ items: [] });
	});

	it('a list as of an instant stays as it was, from wherever it is read on', async () => {
		const { touchpointId, collector } = await world(Array.from({ length: 7 }, (_, at) => [1 + (at % 5)] as const));
		const asOf = new Date().toISOString();
		const before = await services.responses.list(owner.actor, { touchpointId, asOf, limit: 3 });
		await new Promise((later) => setImmediate(later));
		for (let i = 0; i < 3; i++)
			await services.responses.record(owner.actor, { collectorCode: collector.code, answers: { csat: 5 } });
		await sql`update response set received_at = ${asOf}::timestamptz + interval '1 second' where touchpoint_id = ${touchpointId}
			and received_at > ${asOf}::timestamptz`.execute(test.db.system);
		const again = await services.responses.list(owner.actor, { touchpointId, asOf, limit: 3 });
		expect(again.items.map(({ id }) => id)).toEqual(before.items.map(({ id }) => id));
		const all = await services.responses.list(owner.actor, { touchpointId, asOf });
		expect(all.items).toHaveLength(7);
		const jumped = await services.responses.list(owner.actor, {
			touchpointId,
			asOf,
			limit: 3,
			cursor: before.next!,
			skip: 3
		});
		expect(jumped.items.map(({ id }) => id)).toEqual([all.items[6]!.id]);
		expect(jumped.next).toBeNull();
		expect(await desk.newer(owner.actor, { touchpointId, after: asOf })).toEqual({ n: 3 });
		expect((await desk.summary(owner.actor, { touchpointId, asOf })).n).toBe(7);
	});

	it('what marked ones do is a ledger; deciding is logged, repeated without effect, and leaves the counts right', async () => {
		const { touchpointId, made } = await world(Array.from({ length: 12 }, (_, at) => [at < 6 ? 5 : 1] as const));
		const bad = made.slice(6, 9);
		expect(await desk.decide(owner.actor, { ids: bad, leftOut: true, why: 'trained on' })).toMatchObject({
			changed: expect.arrayContaining(bad)
		});
		expect(await desk.decide(owner.actor, { ids: bad, leftOut: true })).toEqual({ changed: [] });
		await clean();
		const { ledger, ...counts } = await desk.summary(analyst.actor, { touchpointId });
		expect(counts).toMatchObject({ n: 12, marked: 3, leftOut: 3, tests: 0, words: 0 });
		expect(ledger).toMatchObject([
			{ now: { n: 9, value: expect.closeTo(200 / 3, 9) }, without: { n: 9 }, all: { n: 12, value: 50 } }
		]);
		await desk.decide(owner.actor, { ids: bad.slice(0, 1), leftOut: false });
		expect((await desk.summary(owner.actor, { touchpointId })).ledger).toMatchObject([
			{ now: { n: 10 }, without: { n: 9 }, all: { n: 12 } }
		]);
		await clean();
		expect((await desk.find(owner.actor, bad[0]!, 'en')).corrections).toMatchObject([
			{ change: 'taken-in', why: null, by: owner.actor.name },
			{ change: 'left-out', why: 'trained on', by: owner.actor.name }
		]);
		await expect(desk.decide(analyst.actor, { ids: bad, leftOut: true })).rejects.toEqual(refused(403));
		expect(await desk.decide(stranger.actor, { ids: bad, leftOut: false })).toEqual({ changed: [] });
		await clean();
	});

	it('what the team tried out is never counted', async () => {
		const { made } = await world([[5]]);
		await sql`update response set mark = 'test' where id = ${made[0]!}`.execute(test.db.system);
		expect(await desk.decide(owner.actor, { ids: made, leftOut: true })).toEqual({ changed: [] });
		await sql`update response set mark = null where id = ${made[0]!}`.execute(test.db.system);
	});

	it('one is put right with what stood there before, and back again', async () => {
		const { made, collector } = await world([[1, 'fine, thanks']]);
		const [id] = made;
		const before = await totals(test.db, owner.actor.workspaceId);
		const right = { answers: { csat: 5, comment: 'fine, thanks' }, why: 'pressed the wrong end' };
		const corrected = await desk.correct(owner.actor, id!, right, 'en');
		expect(corrected.response).toMatchObject({ answers: right.answers });
		expect(corrected.corrections).toMatchObject([
			{ change: 'answers', why: right.why, changed: [{ question: 'csat', before: '1', after: '5' }], undoable: true }
		]);
		await clean();
		// What the respondent sends again is still what they sent.
		expect(
			await services.responses.record(owner.actor, {
				collectorCode: collector.code,
				id,
				answers: { csat: 1, comment: 'fine, thanks' }
			})
		).toMatchObject({ status: 'duplicate' });

		await expect(desk.correct(owner.actor, id!, right, 'en')).rejects.toMatchObject({
			status: 409,
			code: 'nothing_changed'
		});
		await expect(desk.correct(owner.actor, id!, { answers: { csat: 9 }, why: 'x' }, 'en')).rejects.toMatchObject({
			status: 400,
			issues: [{ path: ['csat'] }]
		});
		await expect(desk.correct(owner.actor, id!, { ...right, why: ' ' }, 'en')).rejects.toEqual(refused(400));
		await expect(desk.correct(analyst.actor, id!, right, 'en')).rejects.toEqual(refused(403));
		await expect(desk.correct(stranger.actor, id!, right, 'en')).rejects.toEqual(refused(404));

		const correction = corrected.corrections[0]!.id;
		const undone = await desk.undo(owner.actor, id!, correction, 'en');
		expect(undone.response.answers).toEqual({ csat: 1, comment: 'fine, thanks' });
		expect(undone.corrections).toMatchObject([
			{ undoes: correction, undoable: true },
			{ id: correction, undoable: false }
		]);
		expect(await totals(test.db, owner.actor.workspaceId)).toEqual(before);
		await clean();
		await expect(desk.undo(owner.actor, id!, correction, 'en')).rejects.toMatchObject({ code: 'changed_since' });
	});

	it('a correction that cannot be logged changes nothing', async () => {
		const { made } = await world([[2]]);
		const before = await totals(test.db, owner.actor.workspaceId);
		await sql`alter table response_correction add constraint refuse check (why <> 'refused') not valid`.execute(
			test.db.system
		);
		try {
			const given = { answers: { csat: 4 }, why: 'refused' };
			await expect(desk.correct(owner.actor, made[0]!, given, 'en')).rejects.toThrow();
			await expect(desk.decide(owner.actor, { ids: made, leftOut: true, why: 'refused' })).rejects.toThrow();
		} finally {
			await sql`alter table response_correction drop constraint refuse`.execute(test.db.system);
		}
		expect((await desk.find(owner.actor, made[0]!, 'en')).response).toMatchObject({ answers: { csat: 2 }, mark: null });
		expect(await totals(test.db, owner.actor.workspaceId)).toEqual(before);
		await clean();
	});

	it('customers are seen with their answers, by whoever may', async () => {
		const { made } = await world([
			[4, undefined, 'C-7'],
			[2, undefined, 'C-7']
		]);
		expect((await desk.find(analyst.actor, made[0]!, 'en')).customer).toMatchObject({
			name: 'Chen Jing',
			identities: [{ kind: 'external', value: 'C-7' }],
			answers: [{ id: made[1] }, { id: made[0] }]
		});
		await expect(desk.find(viewer.actor, made[0]!, 'en')).rejects.toEqual(refused(403));
		await expect(desk.find(stranger.actor, made[0]!, 'en')).rejects.toEqual(refused(404));
		await expect(desk.find(owner.actor, 'x', 'en')).rejects.toEqual(refused(404));
	});

	it('tags and the log go with the answer, and with the person in it', async () => {
		const { made } = await world([[4, 'my name is Chen', 'C-8'], [2]]);
		const [theirs, other] = made;
		await desk.tag(owner.actor, { ids: made, add: ['Chen again', 'Chen again'] });
		await desk.correct(owner.actor, theirs!, { answers: { csat: 3, comment: 'Chen' }, why: 'Chen called' }, 'en');
		const { customerId } = (await desk.find(owner.actor, theirs!, 'en')).response;
		await services.customers.erase(owner.actor.workspaceId, customerId!, 'keep');
		await services.responses.remove(owner.actor, other!);
		const { rows } = await sql<{ n: number }>`
			select (select count(*) from response_tag where tag = 'Chen again')
				+ (select count(*) from response_correction where why = 'Chen called') as n`.execute(test.db.system);
		expect(rows[0]!.n).toBe(0);
		// Nobody tags what is gone.
		await desk.tag(owner.actor, { ids: made, add: ['Chen again'] });
		expect((await desk.facets(owner.actor)).tags.map(({ tag }) => tag)).not.toContain('Chen again');
		await clean();
	});

	it('views are kept by name for everybody of the workspace, and nobody else', async () => {
		const kept = await desk.keepView(analyst.actor, { name: 'Detractors', query: 'score=0-6' });
		const again = await desk.keepView(owner.actor, { name: 'Detractors', query: 'metric=nps&score=0-6' });
		expect(again).toEqual({ ...kept, query: 'metric=nps&score=0-6' });
		expect((await desk.facets(analyst.actor)).views).toEqual([again]);
		expect((await desk.facets(stranger.actor)).views).toEqual([]);
		await expect(desk.keepView(viewer.actor, { name: 'x', query: '' })).rejects.toEqual(refused(403));
		await expect(desk.deleteView(stranger.actor, kept.id)).rejects.toEqual(refused(404));
		await desk.deleteView(owner.actor, kept.id);
		await expect(desk.deleteView(owner.actor, kept.id)).rejects.toEqual(refused(404));
	});
});
